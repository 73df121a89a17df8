import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls
import TfCollab.Review

// Where the film of the chosen measurement broke, and when; by the nets or by the witness. The cell under the pointer, or
// the one that the arrow keys are at, is named.
ColumnLayout {
    id: card

    property bool ofWitness: false
    property real side: 200 * Theme.scale
    property int revision: 0
    readonly property var found: revision >= 0 ? app.review.map_of(app.review.selected, ofWitness) : undefined
    readonly property bool known: found !== undefined && found !== null
    readonly property var cell: revision >= 0 ? app.review.cell(app.review.selected, ofWitness, polar.cell) : ({})
    readonly property var sides: app.review.recording.sides ?? ["", "", "", ""]

    spacing: Theme.gap
    Connections {
        target: app.review
        function onResultChanged() {
            card.revision += 1;
        }
    }
    RowLayout {
        Layout.fillWidth: true
        AppText {
            Layout.fillWidth: true
            text: qsTr("Break-up map")
            font.weight: Font.DemiBold
        }
        AppSwitch {
            objectName: "mapOfWitness"
            text: qsTr("By the witness")
            checked: card.ofWitness
            onToggled: card.ofWitness = checked
        }
    }
    RowLayout {
        Layout.alignment: Qt.AlignHCenter
        spacing: Theme.gap / 2
        AppText {
            Layout.preferredWidth: 62 * Theme.scale
            text: ReviewWords.side(card.sides[3])
            horizontalAlignment: Text.AlignRight
            color: Theme.muted
            font.pixelSize: Theme.small
        }
        FocusScope {
            id: focusable
            Layout.preferredWidth: card.side
            Layout.preferredHeight: card.side
            activeFocusOnTab: true
            objectName: "mapFocus"
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTr("Break-up map")
            Accessible.description: where.text
            Keys.onUpPressed: polar.cell = polar.neighbour(1, 0)
            Keys.onDownPressed: polar.cell = polar.neighbour(-1, 0)
            Keys.onLeftPressed: polar.cell = polar.neighbour(0, -1)
            Keys.onRightPressed: polar.cell = polar.neighbour(0, 1)
            PolarMap {
                id: polar
                objectName: "polarMap"
                anchors.fill: parent
                visible: card.known
                Binding on map {
                    when: card.known
                    value: card.found
                }
                colours: ({
                        "stable": Theme.stable,
                        "notSeen": Theme.notSeen,
                        "hatch": Theme.faint,
                        "rule": Theme.window,
                        "mark": Theme.focus
                    })
            }
            MouseArea {
                anchors.fill: parent
                hoverEnabled: true
                onPositionChanged: mouse => polar.cell = polar.cell_at(mouse.x, mouse.y)
                onPressed: mouse => {
                    focusable.forceActiveFocus();
                    polar.cell = polar.cell_at(mouse.x, mouse.y);
                }
                onExited: polar.cell = -1
            }
            Rectangle {
                anchors.fill: parent
                anchors.margins: -2
                color: "transparent"
                radius: Theme.radius
                border.width: 2
                border.color: Theme.focus
                visible: focusable.activeFocus
            }
            AppText {
                anchors.centerIn: parent
                width: parent.width
                visible: !card.known
                horizontalAlignment: Text.AlignHCenter
                color: Theme.muted
                text: card.ofWitness ? qsTr("The witness could not judge this measurement.") : ""
            }
        }
        AppText {
            Layout.preferredWidth: 62 * Theme.scale
            text: ReviewWords.side(card.sides[1])
            color: Theme.muted
            font.pixelSize: Theme.small
        }
    }
    AppText {
        id: where
        objectName: "cellText"
        Layout.fillWidth: true
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: Theme.small
        color: polar.cell >= 0 ? Theme.text : Theme.faint
        text: polar.cell >= 0 && card.cell.kind ? qsTr("Ring %1, sector %2: %3").arg(card.cell.annulus).arg(card.cell.sector).arg(ReviewWords.cell(card.cell)) : qsTr("Point at a cell for its time.")
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.gap
        Repeater {
            model: Theme.timeColours.length
            Row {
                required property int index
                spacing: 3
                Rectangle {
                    width: Theme.small
                    height: Theme.small
                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.timeColours[parent.index]
                    border.width: 1
                    border.color: Theme.rule
                }
                AppText {
                    font.pixelSize: Theme.small
                    color: Theme.muted
                    text: parent.index === 0 ? "0–" + Theme.timeLimits[0] : parent.index === Theme.timeLimits.length - 1 ? "≥ " + Theme.timeLimits[parent.index - 1] + " s" : Theme.timeLimits[parent.index - 1] + "–" + Theme.timeLimits[parent.index]
                }
            }
        }
        Row {
            spacing: 3
            Rectangle {
                width: Theme.small
                height: Theme.small
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.stable
                border.width: 1
                border.color: Theme.rule
            }
            AppText {
                font.pixelSize: Theme.small
                color: Theme.muted
                text: qsTr("did not break")
            }
        }
        Row {
            spacing: 3
            Rectangle {
                width: Theme.small
                height: Theme.small
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.notSeen
                border.width: 1
                border.color: Theme.faint
                AppText {
                    anchors.centerIn: parent
                    text: "/"
                    font.pixelSize: Theme.small
                    color: Theme.faint
                    Accessible.ignored: true
                }
            }
            AppText {
                font.pixelSize: Theme.small
                color: Theme.muted
                text: qsTr("not seen")
            }
        }
    }
}
