package org.knime.core.node;

import org.knime.core.node.message.Message;

/** What a node throws in execute when it cannot deliver. */
public final class KNIMEException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Message m_message;

    public KNIMEException(final String message) {
        this(message, null);
    }

    public KNIMEException(final String message, final Throwable cause) {
        this(Message.fromSummary(summary(message, cause)), message, cause);
    }

    private KNIMEException(final Message knimeMessage, final String text, final Throwable cause) {
        super(text, cause);
        m_message = knimeMessage;
    }

    private static String summary(final String message, final Throwable cause) {
        if (message != null) {
            return message;
        }
        return cause != null && cause.getMessage() != null ? cause.getMessage() : "unknown reason";
    }

    public static KNIMEException of(final Message message) {
        return of(message, null);
    }

    public static KNIMEException of(final Message message, final Throwable cause) {
        return new KNIMEException(message, message.getSummary(), cause);
    }

    public Message getKNIMEMessage() {
        return m_message;
    }

    public KNIMERuntimeException toUnchecked() {
        return new KNIMERuntimeException();
    }

    public final class KNIMERuntimeException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        KNIMERuntimeException() {
            super(KNIMEException.this.getMessage(), KNIMEException.this);
        }

        @Override
        public synchronized KNIMEException getCause() {
            return (KNIMEException)super.getCause();
        }

        public Message getKNIMEMessage() {
            return getCause().getKNIMEMessage();
        }
    }
}
