import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls
import "patient"

// A patient's visits and recordings, newest first.
FocusScope {
    id: page

    // so many visits are there at once, more than fill a window; the others follow, one a frame
    readonly property int first: 6
    property int made: first

    Timer {
        interval: 1
        repeat: true
        running: page.made < visits.count
        onTriggered: page.made += 1
    }
    Component.onCompleted: {
        app.patient.refresh();
        app.visit.sum_up();
    }

    ScrollPane {
        id: scroll
        anchors.fill: parent
        contentHeight: column.implicitHeight + 2 * Theme.pad
        ColumnLayout {
            id: column
            x: Math.max(Theme.pad, (scroll.width - width) / 2)
            y: Theme.pad
            width: Math.min(scroll.width - 2 * Theme.pad, 1000 * Theme.scale)
            spacing: Theme.pad
            PatientBar {
                Layout.fillWidth: true
                page: "Patient"
                focus: true
            }
            PatientDataBar {
                Layout.fillWidth: true
                visible: app.record.mayExamine
            }
            AppText {
                objectName: "noVisits"
                Layout.fillWidth: true
                visible: app.patient.state === "ready" && app.patient.visits.length === 0
                text: qsTr("No visit yet: begin a new exam.")
                color: Theme.muted
            }
            Repeater {
                id: visits
                model: app.patient.visits
                onModelChanged: page.made = page.first
                Loader {
                    id: place
                    required property var modelData
                    required property int index
                    Layout.fillWidth: true
                    active: index < page.made
                    sourceComponent: VisitCard {
                        modelData: place.modelData
                        index: place.index
                    }
                }
            }
        }
    }
}
