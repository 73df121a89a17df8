pragma Singleton
import QtQuick

// Words for the codes that the program's models speak in.
QtObject {
    function frameClass(code) {
        return ({
                "clear": qsTr("Clear"),
                "broken": qsTr("Break-up"),
                "blur": qsTr("Blurred"),
                "closed": qsTr("Closed")
            })[code] ?? "";
    }

    function eye(code) {
        return ({
                "OD": qsTr("Right eye (OD)"),
                "OS": qsTr("Left eye (OS)"),
                "unknown": qsTr("Eye not named")
            })[code] ?? "";
    }

    function action(code) {
        return ({
                "app.start": qsTr("Start screen"),
                "app.exam": qsTr("Exam"),
                "app.review": qsTr("Review"),
                "app.settings": qsTr("Settings"),
                "app.back": qsTr("Back"),
                "app.keys": qsTr("Show all shortcuts"),
                "app.theme": qsTr("Dark or light"),
                "app.full_screen": qsTr("Full screen"),
                "app.open": qsTr("Open a recording"),
                "exam.measure": qsTr("Start the measurement"),
                "exam.stop": qsTr("Stop the measurement"),
                "exam.accept": qsTr("Accept the measurement"),
                "exam.repeat": qsTr("Repeat the measurement"),
                "exam.reject": qsTr("Reject the measurement"),
                "exam.eye": qsTr("Other eye"),
                "exam.overlay": qsTr("Break-up layer on or off"),
                "exam.aids": qsTr("Aids for centring on or off")
            })[code] ?? code;
    }

    // a first break-up time, as BreakupTime.text() has it: {kind, seconds}
    function breakupTime(time) {
        if (!time)
            return "";
        if (time.kind === "measured")
            return qsTr("%1 s").arg(time.seconds.toFixed(1));
        if (time.kind === "censored")
            return qsTr("> %1 s").arg((Math.floor((time.seconds + 0.002) * 10) / 10).toFixed(1));
        return qsTr("start not seen");
    }

    function endReason(code) {
        return ({
                "blink": qsTr("ended by a blink"),
                "time limit": qsTr("ended at the time limit"),
                "end of recording": qsTr("recording ended")
            })[code] ?? "";
    }
}
