import { ArrowUpRightIcon, PlusIcon, SearchIcon, TrashIcon } from 'lucide-react';
import { useState } from 'react';

import { AlertDialog } from '../../ui/alert-dialog.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { ContextMenu } from '../../ui/context-menu.tsx';
import { Menu, MenuCheckItem, MenuGroup, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { Popover } from '../../ui/popover.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Separator } from '../../ui/separator.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { TabPanel, Tabs } from '../../ui/tabs.tsx';
import { showToast } from '../../ui/toast.tsx';
import { ToggleGroup } from '../../ui/toggle-group.tsx';
import { Section } from './section.tsx';

/** The primitives that show and act. */
export function PrimitivesPage() {
  return (
    <>
      <Section title="Buttons">
        <Button variant="primary">
          <PlusIcon /> New client
        </Button>
        <Button>Secondary</Button>
        <Button variant="ghost">Ghost</Button>
        <Button variant="danger">
          <TrashIcon /> Delete
        </Button>
        <Button disabled>Disabled</Button>
        <Button size="sm">Small</Button>
        <Button size="lg">Large</Button>
        <IconButton label="Search" shortcut="/">
          <SearchIcon />
        </IconButton>
      </Section>
      <Section title="Badges, keys, people">
        <Badge>Neutral</Badge>
        <Badge tone="outline">Outline</Badge>
        <Badge tone="accent">Accent</Badge>
        <Kbd keys="mod+k" />
        <Kbd keys="g c" />
        <Kbd keys="shift+mod+e" />
        <Avatar name="Maya Lindqvist" />
        <Spinner />
      </Section>
      <Section title="Layers">
        <Layers />
      </Section>
      <Section title="Tabs and toggles">
        <TabsSample />
      </Section>
      <Section title="Waiting">
        <div className="w-64">
          <Progress label="Import" done={18_400} total={48_211} />
        </div>
        <div className="w-64">
          <Progress label="Export" done={0} total={null} />
        </div>
        <div className="flex w-64 flex-col gap-2">
          <Skeleton />
          <Skeleton className="w-2/3" />
        </div>
        <div className="flex items-center gap-2">
          A <Separator orientation="vertical" /> B
        </div>
      </Section>
    </>
  );
}

function Layers() {
  const [dialog, setDialog] = useState(false);
  const [alert, setAlert] = useState(false);
  const [checked, setChecked] = useState(true);
  return (
    <>
      <Button onClick={() => setDialog(true)}>Dialog</Button>
      <Dialog
        open={dialog}
        onOpenChange={setDialog}
        title="Invite a colleague"
        description="They get an e-mail with a link that works for two days."
        footer={
          <>
            <Button onClick={() => setDialog(false)}>Cancel</Button>
            <Button variant="primary" onClick={() => setDialog(false)}>
              Send invitation
            </Button>
          </>
        }
      >
        The form stands here.
      </Dialog>
      <Button onClick={() => setAlert(true)}>Alert</Button>
      <AlertDialog
        open={alert}
        onOpenChange={setAlert}
        title="Delete 12 leads?"
        description="They stay in the trash for 30 days."
        confirmLabel="Delete 12 leads"
        onConfirm={() => showToast({ title: '12 leads deleted' })}
      />
      <Menu trigger={<Button>Menu</Button>}>
        <MenuGroup label="Lead">
          <MenuItem icon={<ArrowUpRightIcon />} shortcut="enter" onSelect={() => undefined}>
            Open
          </MenuItem>
          <MenuCheckItem checked={checked} onCheckedChange={setChecked}>
            Starred
          </MenuCheckItem>
        </MenuGroup>
        <MenuSeparator />
        <MenuItem tone="danger" icon={<TrashIcon />} onSelect={() => undefined}>
          Delete
        </MenuItem>
      </Menu>
      <ContextMenu
        trigger={
          <div className="rounded-control border border-dashed border-control px-3 py-1.5">
            Secondary button here
          </div>
        }
      >
        <MenuItem onSelect={() => undefined}>Copy</MenuItem>
      </ContextMenu>
      <Popover title="Why 62?" trigger={<Button>Popover</Button>}>
        Three reasons, in points.
      </Popover>
      <Button
        onClick={() =>
          showToast({
            title: 'Status of 12 leads changed',
            action: { label: 'Undo', run: () => showToast({ title: 'Undone' }) },
          })
        }
      >
        Toast with undo
      </Button>
      <Button
        onClick={() =>
          showToast({
            title: 'Not stored',
            description: 'The disk is full. Free some space and try again; nothing was lost.',
            tone: 'error',
          })
        }
      >
        Error toast
      </Button>
    </>
  );
}

function TabsSample() {
  const [tab, setTab] = useState<'overview' | 'health'>('overview');
  const [unit, setUnit] = useState<'week' | 'month'>('week');
  return (
    <>
      <Tabs
        label="Client"
        className="w-80"
        tabs={[
          { value: 'overview', label: 'Overview' },
          { value: 'health', label: 'Health', count: '3' },
        ]}
        value={tab}
        onValueChange={setTab}
      >
        <TabPanel value="overview" className="py-3">
          What the client bought.
        </TabPanel>
        <TabPanel value="health" className="py-3">
          Why the score is what it is.
        </TabPanel>
      </Tabs>
      <ToggleGroup
        label="Period"
        options={[
          { value: 'week', label: 'Week' },
          { value: 'month', label: 'Month' },
        ]}
        value={unit}
        onValueChange={setUnit}
      />
    </>
  );
}
