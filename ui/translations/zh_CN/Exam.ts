<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AidMarks</name>
    <message>
        <source>In focus</source>
        <translation>对焦清晰</translation>
    </message>
    <message>
        <source>Out of focus</source>
        <translation>未对焦</translation>
    </message>
    <message>
        <source>No rings</source>
        <translation>未见圆环</translation>
    </message>
    <message>
        <source>Centred</source>
        <translation>已居中</translation>
    </message>
    <message>
        <source>Rings too far right</source>
        <translation>圆环偏右</translation>
    </message>
    <message>
        <source>Rings too far left</source>
        <translation>圆环偏左</translation>
    </message>
    <message>
        <source>Rings too low</source>
        <translation>圆环偏下</translation>
    </message>
    <message>
        <source>Rings too high</source>
        <translation>圆环偏上</translation>
    </message>
    <message>
        <source>Rings too fine: come nearer, or record larger pictures</source>
        <translation>圆环过细：请靠近，或以更大的画面录制</translation>
    </message>
    <message>
        <source>Well exposed</source>
        <translation>曝光适中</translation>
    </message>
    <message>
        <source>Too dark</source>
        <translation>过暗</translation>
    </message>
    <message>
        <source>Too bright</source>
        <translation>过亮</translation>
    </message>
</context>
<context>
    <name>BreakupStill</name>
    <message>
        <source>At the break-up</source>
        <translation>破裂时的画面</translation>
    </message>
</context>
<context>
    <name>CameraList</name>
    <message>
        <source>No camera was found. Check its cable, then look again.</source>
        <translation>未找到摄像头。请检查连接线，然后重新查找。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查找</translation>
    </message>
</context>
<context>
    <name>Exam</name>
    <message>
        <source>Opening the models and the camera …</source>
        <translation>正在打开模型和摄像头 …</translation>
    </message>
    <message>
        <source>No picture from the camera. The time without pictures is kept as a gap.</source>
        <translation>摄像头没有画面。无画面的时间按缺口记录。</translation>
    </message>
    <message>
        <source>The camera is gone. It is looked for; the time without pictures is kept as a gap.</source>
        <translation>摄像头已断开，正在重新查找；无画面的时间按缺口记录。</translation>
    </message>
    <message>
        <source>Picture of the eye: %1</source>
        <translation>眼部画面：%1</translation>
    </message>
    <message>
        <source>%1 % broken</source>
        <translation>破裂 %1 %</translation>
    </message>
    <message>
        <source>Break-up layer</source>
        <translation>破裂图层</translation>
    </message>
    <message>
        <source>Opacity of the break-up layer</source>
        <translation>破裂图层的不透明度</translation>
    </message>
    <message>
        <source>Aids</source>
        <translation>辅助提示</translation>
    </message>
</context>
<context>
    <name>ExamPanel</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 measurements accepted</source>
        <translation>已接受 %1 次测量</translation>
    </message>
    <message>
        <source>First break-up after</source>
        <translation>首次破裂时间</translation>
    </message>
    <message>
        <source>No break-up until the end</source>
        <translation>直到结束未见破裂</translation>
    </message>
    <message>
        <source>Seconds since the blink</source>
        <translation>眨眼后秒数</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>One moment …</source>
        <translation>请稍候 …</translation>
    </message>
    <message>
        <source>Centre the rings and focus, then start the measurement.</source>
        <translation>将圆环居中并对焦，然后开始测量。</translation>
    </message>
    <message>
        <source>“Blink %1 times, then keep the eye open.”</source>
        <translation>“请眨眼 %1 次，然后保持睁眼。”</translation>
    </message>
    <message>
        <source>The film has broken. The patient may blink.</source>
        <translation>泪膜已破裂。患者可以眨眼。</translation>
    </message>
    <message>
        <source>“Keep the eye open.”</source>
        <translation>“请保持睁眼。”</translation>
    </message>
    <message>
        <source>Measuring …</source>
        <translation>正在计算 …</translation>
    </message>
    <message>
        <source>Accept this measurement?</source>
        <translation>接受这次测量吗？</translation>
    </message>
    <message>
        <source>Rest: blink freely for %1 s.</source>
        <translation>休息：请自由眨眼 %1 秒。</translation>
    </message>
    <message>
        <source>The recording is played and every frame is analysed.</source>
        <translation>正在播放录像并分析每一帧。</translation>
    </message>
    <message>
        <source>The recording has ended.</source>
        <translation>录像已结束。</translation>
    </message>
    <message>
        <source>Both eyes are measured.</source>
        <translation>双眼均已测量完毕。</translation>
    </message>
    <message>
        <source>Start measurement</source>
        <translation>开始测量</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Reject …</source>
        <translation>拒绝 …</translation>
    </message>
    <message>
        <source>To the left eye</source>
        <translation>换左眼</translation>
    </message>
    <message>
        <source>To the right eye</source>
        <translation>换右眼</translation>
    </message>
    <message>
        <source>To the report</source>
        <translation>前往报告</translation>
    </message>
    <message>
        <source>Review the recording</source>
        <translation>回看此录像</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>测量结果</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>暂无。</translation>
    </message>
    <message>
        <source>Close the recording</source>
        <translation>关闭录像</translation>
    </message>
    <message>
        <source>End the exam</source>
        <translation>结束检查</translation>
    </message>
    <message>
        <source>End the exam in the middle of a measurement?</source>
        <translation>测量尚未结束，要结束检查吗？</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>What has been measured is kept; the measurement that is running ends here.</source>
        <translation>已完成的测量会保存；正在进行的测量到此结束。</translation>
    </message>
</context>
<context>
    <name>ExposureStep</name>
    <message>
        <source>Exposure</source>
        <translation>曝光</translation>
    </message>
    <message>
        <source>Expose shorter</source>
        <translation>缩短曝光</translation>
    </message>
    <message>
        <source>Expose longer</source>
        <translation>延长曝光</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Automatic exposure</source>
        <translation>自动曝光</translation>
    </message>
</context>
<context>
    <name>MeasurementRow</name>
    <message>
        <source>nothing measured</source>
        <translation>未测得结果</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>rejected: %1</source>
        <translation>已拒绝：%1</translation>
    </message>
    <message>
        <source>below the DEWS cut-off</source>
        <translation>低于 DEWS 界值</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>回看</translation>
    </message>
    <message>
        <source>Review measurement %1</source>
        <translation>回看第 %1 次测量</translation>
    </message>
    <message>
        <source>Quality: %1</source>
        <translation>质量：%1</translation>
    </message>
</context>
<context>
    <name>Rates</name>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>%1 frames/s</source>
        <translation>%1 帧/秒</translation>
    </message>
    <message>
        <source>Analysed</source>
        <translation>分析</translation>
    </message>
    <message>
        <source>Delay</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>Not analysed</source>
        <translation>未分析</translation>
    </message>
    <message>
        <source>Computes</source>
        <translation>计算</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>画面</translation>
    </message>
</context>
<context>
    <name>RejectDialog</name>
    <message>
        <source>Why is it rejected?</source>
        <translation>拒绝的原因是什么？</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Lashes over the rings</source>
        <translation>睫毛遮挡圆环</translation>
    </message>
    <message>
        <source>Eye moved</source>
        <translation>眼球移动</translation>
    </message>
    <message>
        <source>Blinked too early</source>
        <translation>过早眨眼</translation>
    </message>
    <message>
        <source>Debris or ointment</source>
        <translation>碎屑或眼膏</translation>
    </message>
    <message>
        <source>Out of focus</source>
        <translation>未对焦</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>其他原因</translation>
    </message>
</context>
<context>
    <name>SourcePicker</name>
    <message>
        <source>Exam of %1</source>
        <translation>%1 的检查</translation>
    </message>
    <message>
        <source>Exam without a patient</source>
        <translation>不选患者的检查</translation>
    </message>
    <message>
        <source>Every frame is recorded, encrypted, and kept with the patient.</source>
        <translation>每一帧都会加密录制，并与患者一同保存。</translation>
    </message>
    <message>
        <source>Nothing is recorded or kept.</source>
        <translation>不录制，也不保存任何内容。</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>A recording in place of the camera</source>
        <translation>用录像代替摄像头</translation>
    </message>
    <message>
        <source>It plays in true time, over and over: to learn the exam, or to try the settings.</source>
        <translation>按真实时间循环播放：用于学习检查流程或试用设置。</translation>
    </message>
    <message>
        <source>Sample recording</source>
        <translation>示例录像</translation>
    </message>
    <message>
        <source>Choose a recording …</source>
        <translation>选择录像 …</translation>
    </message>
    <message>
        <source>Choose a recording</source>
        <translation>选择录像</translation>
    </message>
    <message>
        <source>Recordings (%1)</source>
        <translation>录像 (%1)</translation>
    </message>
    <message>
        <source>All files (%1)</source>
        <translation>所有文件 (%1)</translation>
    </message>
</context>
</TS>
