import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls
import TfCollab.Compare

// Each eye over the visits, with the band in which a change is none that can be told; and the same in words.
ColumnLayout {
    id: pane

    spacing: Theme.pad
    AppText {
        Layout.fillWidth: true
        visible: app.compare.eyes.length === 0
        text: qsTr("No eye was recorded yet.")
        color: Theme.muted
    }
    GridLayout {
        Layout.fillWidth: true
        columns: pane.width >= 900 * Theme.scale ? 2 : 1
        columnSpacing: Theme.pad
        rowSpacing: Theme.pad
        Repeater {
            model: app.compare.eyes
            Card {
                id: card
                required property string modelData
                required property int index
                readonly property var known: app.compare.rows.length >= 0 ? app.compare.trend(modelData) : null
                Layout.fillWidth: true
                Layout.preferredWidth: 100
                title: Words.eye(modelData)
                TrendView {
                    objectName: "trend" + card.modelData
                    Layout.fillWidth: true
                    Layout.preferredHeight: Math.max(230 * Theme.scale, Math.min(0.3 * pane.Window.height, 460 * Theme.scale))
                    trend: card.known
                    textPx: Theme.small
                    Accessible.role: Accessible.Graphic
                    Accessible.name: qsTr("First break-up time of each visit: %1").arg(card.title)
                    Accessible.description: qsTr("The same numbers stand in the list below.")
                    colours: ({
                            "text": Theme.text,
                            "faint": Theme.muted,
                            "rule": Theme.rule,
                            "ground": Theme.raised,
                            "band": Theme.dark ? "#3a5363" : "#cfdfe7",
                            "median": Theme.intact,
                            "beyond": Theme.broken
                        })
                }
            }
        }
    }
    AppText {
        Layout.fillWidth: true
        visible: app.compare.eyes.length > 0
        color: Theme.muted
        font.pixelSize: Theme.small
        text: qsTr("Discs are medians of a visit, triangles lower bounds, small rings single times. The band is the visit before ± the limit of repeatability: within it no change can be told. Limit: %1").arg(Words.said(app.compare.limitSource))
    }
    Repeater {
        model: app.compare.rows
        Card {
            id: row
            required property var modelData
            required property int index
            objectName: "trendRow" + index
            Layout.fillWidth: true
            title: modelData.label
            spacing: Theme.gap / 2
            Repeater {
                model: row.modelData.eyes
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
    }
}
