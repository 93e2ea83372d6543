package org.noisynmf.spark.fit;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;

import org.jspecify.annotations.Nullable;
import org.noisynmf.engine.blocks.SumTree;
import org.noisynmf.engine.moments.BlockMoments;

/** A {@link SumTree.Part} on its way. */
public final class Sum implements Externalizable {

    private static final long serialVersionUID = 1;

    private SumTree.@Nullable Part m_part;

    /** For serialisation. */
    public Sum() {
        // filled by readExternal
    }

    Sum(final SumTree.Part part) {
        m_part = part;
    }

    /** @return the part */
    SumTree.Part part() {
        if (m_part == null) {
            throw new IllegalStateException("The sum has not been read");
        }
        return m_part;
    }

    /** @return index of the first block in it */
    long firstBlock() {
        return part().firstBlock();
    }

    @Override
    public void writeExternal(final ObjectOutput out) throws IOException {
        final SumTree.Part part = part();
        out.writeInt(part.level());
        out.writeLong(part.parent());
        out.writeInt(part.first());
        out.writeInt(part.end());
        part.moments().write(out);
    }

    @Override
    public void readExternal(final ObjectInput in) throws IOException {
        m_part = new SumTree.Part(in.readInt(), in.readLong(), in.readInt(), in.readInt(), BlockMoments.read(in));
    }
}
