@echo off
rem The command line of Noisy NMF. JAVA_HOME: the Java to use; NOISYNMF_JAVA_OPTS: further options for Java, such as -Xmx8g.
rem NOISYNMF_VECTORS: yes for loops with vector instructions, which pay for large data.
setlocal
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
set "flags=-XX:+UseSerialGC -XX:Tier3InvocationThreshold=5000 -XX:Tier3MinInvocationThreshold=500 -XX:Tier3CompileThreshold=5000 -XX:Tier3BackEdgeThreshold=10000 -XX:Tier4InvocationThreshold=100000 -XX:Tier4MinInvocationThreshold=6000 -XX:Tier4CompileThreshold=1500000 -XX:Tier4BackEdgeThreshold=4000000 -XX:CompileCommand=quiet -XX:CompileCommand=dontinline,org.noisynmf.engine.moments.DoubleLoops::addProducts -XX:CompileCommand=dontinline,org.noisynmf.engine.moments.FloatLoops::addProducts -XX:CompileCommand=dontinline,org.noisynmf.engine.arithmetic.DoubleProducts::addScaled -XX:CompileCommand=dontinline,org.noisynmf.engine.arithmetic.FloatProducts::addScaled -XX:CompileCommand=CompileThresholdScaling,sun.security.provider.SHA2::implCompress,0.001"
if "%NOISYNMF_VECTORS%"=="yes" set "flags=-XX:+UseSerialGC --add-modules=jdk.incubator.vector"
"%java%" %flags% %NOISYNMF_JAVA_OPTS% -jar "%~dp0..\lib\noisynmf.jar" %*
exit /b %errorlevel%
