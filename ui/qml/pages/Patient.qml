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
    property var visits: []

    // the cards of those before go first: none is there without its visit
    function take() {
        visits = [];
        made = first;
        visits = Visits.all;
    }

    Timer {
        interval: 1
        repeat: true
        running: page.made < Math.min(earlier.shown, cards.count)
        onTriggered: page.made += 1
    }
    Connections {
        target: Visits
        function onAllChanged() {
            page.take();
        }
    }
    Component.onCompleted: {
        take();
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
                visible: app.patient.state === "ready" && page.visits.length === 0
                text: qsTr("No visit yet: begin a new exam.")
                color: Theme.muted
            }
            Repeater {
                id: cards
                // not the shown ones: another number would make all of them anew
                model: page.visits.length
                Loader {
                    id: place
                    required property int index
                    Layout.fillWidth: true
                    active: index < page.made
                    visible: active
                    sourceComponent: VisitCard {
                        modelData: page.visits[place.index]
                        index: place.index
                    }
                }
            }
            EarlierButton {
                id: earlier
                objectName: "earlierVisits"
                Layout.fillWidth: true
                total: page.visits.length
            }
        }
    }
}
