import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// A visit in words: the median of each eye, and how it differs from the visit before.
Card {
    id: row

    required property var visit
    required property int number

    objectName: "trendRow" + number
    title: visit.label
    spacing: Theme.gap / 2
    Repeater {
        model: row.visit.eyes
        AppText {
            required property var modelData
            Layout.fillWidth: true
            text: {
                const median = modelData.median.seconds === null ? qsTr("no time") : qsTr("%1, median of %2").arg(Words.breakupTime(modelData.median)).arg(modelData.timed);
                const change = CompareWords.change(modelData.change, qsTr("against the visit before"));
                return [modelData.eye + ":  " + median, change].filter(part => part).join("  ·  ");
            }
        }
    }
}
