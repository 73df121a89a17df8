pragma Singleton
import QtQuick
import TfCollab.Theme

// Words for what the review's models speak in.
QtObject {
    function seconds(value) {
        return qsTr("%1 s").arg(value.toFixed(1));
    }

    // a first break-up time; what a person set always says so
    function time(found) {
        const text = Words.breakupTime(found);
        return found && found.byHand ? qsTr("%1 (by hand)").arg(text) : text;
    }

    function median(repeats) {
        if (repeats.medianS === null || repeats.medianS === undefined)
            return qsTr("no time");
        const kind = repeats.isBound ? "censored" : "measured";
        return Words.breakupTime({
            "kind": kind,
            "seconds": repeats.medianS
        });
    }

    function label(code) {
        return ({
                "lash": qsTr("Lash"),
                "gaze": qsTr("Gaze"),
                "blink": qsTr("Blink"),
                "debris": qsTr("Debris")
            })[code] ?? "";
    }

    function side(code) {
        return ({
                "superior": qsTr("superior"),
                "inferior": qsTr("inferior"),
                "nasal": qsTr("nasal"),
                "temporal": qsTr("temporal"),
                "image left": qsTr("image left"),
                "image right": qsTr("image right")
            })[code] ?? "";
    }

    // what a correction does, as undo and redo name it
    function correction(made) {
        switch (made.change) {
        case "move":
            return qsTr("move break-up of measurement %1 to frame %2").arg(made.measurement).arg(made.frame);
        case "accepted":
            return qsTr("accept measurement %1").arg(made.measurement);
        case "rejected":
            return qsTr("reject measurement %1").arg(made.measurement);
        case "exclude":
            return qsTr("exclude frames %1 to %2 (%3)").arg(made.firstFrame).arg(made.lastFrame).arg(label(made.label));
        }
        return "";
    }

    function decision(code) {
        return ({
                "accepted": qsTr("Accepted"),
                "rejected": qsTr("Rejected")
            })[code] ?? "";
    }

    function cell(found) {
        if (found.kind === "broken")
            return qsTr("broke at %1").arg(seconds(found.seconds));
        return found.kind === "stable" ? qsTr("seen, did not break") : found.kind === "not seen" ? qsTr("not seen") : "";
    }
}
