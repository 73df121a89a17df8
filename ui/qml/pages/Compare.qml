import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls
import "patient"

// OD beside OS, visit beside visit, and the trend over the visits.
FocusScope {
    id: page

    property string what: "eyes"
    readonly property bool anything: Visits.recorded

    Component.onCompleted: {
        app.patient.refresh();
        app.compare.refresh();
    }
    Component.onDestruction: app.compare.leave()

    ScrollPane {
        id: scroll
        anchors {
            fill: parent
            leftMargin: Theme.pad
            rightMargin: Theme.pad
            topMargin: Theme.pad
            bottomMargin: Theme.gap
        }
        contentHeight: column.implicitHeight
        ColumnLayout {
            id: column
            width: scroll.width - Theme.gap
            spacing: Theme.gap * 1.5
            PatientBar {
                id: bar
                Layout.fillWidth: true
                page: "Compare"
            }
            Segments {
                id: kinds
                objectName: "compareWhat"
                label: qsTr("What is compared")
                value: page.what
                visible: page.anything
                options: [
                    {
                        "text": qsTr("OD beside OS"),
                        "value": "eyes"
                    },
                    {
                        "text": qsTr("Visit beside visit"),
                        "value": "visits"
                    },
                    {
                        "text": qsTr("Trend"),
                        "value": "trend"
                    }
                ]
                onChosen: value => page.what = value
            }
            AppText {
                objectName: "nothingToCompare"
                Layout.fillWidth: true
                visible: app.patient.state === "ready" && !page.anything
                text: qsTr("No recording yet: there is nothing to compare.")
                color: Theme.muted
            }
            Loader {
                Layout.fillWidth: true
                focus: true
                active: page.anything
                visible: active
                sourceComponent: page.what === "trend" ? trend : beside
            }
        }
    }
    Component {
        id: beside
        SideBySide {
            what: page.what === "trend" ? "eyes" : page.what
            room: scroll.height - bar.height - kinds.height - 3 * Theme.gap
        }
    }
    Component {
        id: trend
        TrendPane {}
    }
}
