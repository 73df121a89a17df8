pragma Singleton
import QtQuick
import TfCollab.Theme

// Words for how two medians differ.
QtObject {
    // {kind, seconds, isBound, limitS}
    function change(found, what) {
        if (found.kind === undefined)
            return "";
        if (found.seconds === null)
            return qsTr("%1: not known").arg(what);
        const sign = found.seconds > 0 ? "+" : found.seconds < 0 ? "−" : "±";
        const bound = !found.isBound ? "" : found.kind === "longer" ? "≥ " : found.kind === "shorter" ? "≤ " : "";
        const seconds = bound + sign + Math.abs(found.seconds).toFixed(1);
        const limit = found.limitS.toFixed(1);
        switch (found.kind) {
        case "longer":
            return qsTr("%1: %2 s, longer beyond repeatability (limit %3 s)").arg(what).arg(seconds).arg(limit);
        case "shorter":
            return qsTr("%1: %2 s, shorter beyond repeatability (limit %3 s)").arg(what).arg(seconds).arg(limit);
        case "within":
            return qsTr("%1: %2 s, within repeatability (limit %3 s)").arg(what).arg(seconds).arg(limit);
        default:
            return qsTr("%1: not known, because a time is only a lower bound").arg(what);
        }
    }
}
