import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls
import TfCollab.Compare

// Each eye over the visits, with the band in which a change is none that can be told; and the same in words.
ColumnLayout {
    id: pane

    property var rows: []

    // the cards of those before go first: none is there without its visit
    function take() {
        rows = [];
        rows = Visits.copied(app.compare.rows);
    }

    spacing: Theme.pad
    Connections {
        target: app.compare
        function onChanged() {
            pane.take();
        }
    }
    Component.onCompleted: take()
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
                readonly property var known: pane.rows.length >= 0 ? app.compare.trend(modelData) : null
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
        // not the shown ones: another number would make all of them anew
        model: pane.rows.length
        Loader {
            id: place
            required property int index
            Layout.fillWidth: true
            active: index < earlier.shown
            visible: active
            sourceComponent: TrendRow {
                visit: pane.rows[place.index]
                number: place.index
            }
        }
    }
    EarlierButton {
        id: earlier
        objectName: "earlierRows"
        some: 8
        Layout.fillWidth: true
        total: pane.rows.length
    }
}
