pragma Singleton
import QtQuick

// Words for the codes that the program's models speak in.
QtObject {
    // action -> its key
    readonly property var keys: app.settings.shortcuts.keys
    readonly property var actions: ({
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
            "exam.aids": qsTr("Aids for centring on or off"),
            "patient.visits": qsTr("Visits of the patient"),
            "patient.compare": qsTr("Compare eyes and visits"),
            "patient.report": qsTr("Report on the patient"),
            "patient.exam": qsTr("New exam of the patient"),
            "patient.draft": qsTr("Make the report"),
            "patient.sign": qsTr("Sign the report"),
            "patient.amend": qsTr("Amend the report"),
            "patient.export": qsTr("Export the report"),
            "patient.print": qsTr("Print the report"),
            "patient.play": qsTr("Play both, or pause"),
            "patient.back": qsTr("Both one frame back"),
            "patient.on": qsTr("Both one frame on"),
            "review.play": qsTr("Play or pause"),
            "review.back": qsTr("One frame back"),
            "review.on": qsTr("One frame on"),
            "review.slower": qsTr("Slower"),
            "review.faster": qsTr("Faster"),
            "review.loop": qsTr("Loop on or off"),
            "review.next": qsTr("Next measurement"),
            "review.previous": qsTr("Measurement before"),
            "review.breakup": qsTr("Go to the break-up"),
            "review.zoom": qsTr("Timeline of the measurement or of all"),
            "review.span_first": qsTr("Mark the first frame of a span"),
            "review.span_last": qsTr("Mark the last frame of a span"),
            "review.span_none": qsTr("Mark no span"),
            "review.network": qsTr("Layer of the networks on or off"),
            "review.witness": qsTr("Layer of the witness on or off"),
            "review.move": qsTr("Move the break-up to this frame"),
            "review.accept": qsTr("Accept the chosen measurement"),
            "review.reject": qsTr("Reject the chosen measurement"),
            "review.exclude": qsTr("Exclude the span, or this frame"),
            "review.undo": qsTr("Undo"),
            "review.redo": qsTr("Redo"),
            "review.save": qsTr("Save the corrections")
        })

    function action(code) {
        return actions[code] ?? code;
    }

    // a sentence of the program's rules, which are English, in the language that is shown
    function said(sentence) {
        return app.settings.language === "en" ? sentence : app.settings.said(sentence);
    }

    // what computes
    function provider(code) {
        const names = ({
                "cpu": "CPU",
                "openvino": "OpenVINO",
                "cuda": "CUDA",
                "tensorrt": "TensorRT"
            });
        return (code ?? "").split(", ").map(one => names[one] ?? "").filter(one => one).join(", ");
    }

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

    // the earliest and the latest plausible first break-up, behind its time
    function interval(measurement) {
        const from = measurement.earliest, to = measurement.latest;
        if (!from || !to || !measurement.time || from.kind !== "measured")
            return "";
        const earliest = (Math.floor((from.seconds + 0.002) * 10) / 10).toFixed(1);
        if (measurement.time.kind === "censored")
            return qsTr("possibly from %1 s").arg(earliest);
        if (to.kind !== "measured")
            return qsTr("%1 to %2").arg(earliest).arg(breakupTime(to));
        return qsTr("%1 to %2 s").arg(earliest).arg((Math.ceil((to.seconds - 0.002) * 10) / 10).toFixed(1));
    }

    function endReason(code) {
        return ({
                "blink": qsTr("ended by a blink"),
                "time limit": qsTr("ended at the time limit"),
                "end of recording": qsTr("recording ended")
            })[code] ?? "";
    }
}
