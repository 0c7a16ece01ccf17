import { usePreferences } from '../../stores/preferences-store.ts';
import { Switch } from '../../ui/switch.tsx';
import { ToggleGroup } from '../../ui/toggle-group.tsx';
import { SettingGroup, SettingRow } from './setting-row.tsx';

const THEMES = [
  { value: 'system', label: 'As the computer' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

const DENSITIES = [
  { value: 'compact', label: 'Compact' },
  { value: 'default', label: 'Default' },
  { value: 'comfortable', label: 'Comfortable' },
] as const;

/** How the window looks to this person, on this device. */
export function AppearanceSection() {
  const { theme, density, singleKeys, set } = usePreferences();
  return (
    <SettingGroup title="Appearance and keyboard">
      <SettingRow label="Theme">
        <ToggleGroup
          label="Theme"
          options={THEMES}
          value={theme}
          onValueChange={(next) => set({ theme: next })}
        />
      </SettingRow>
      <SettingRow label="Row height" description="Of every table.">
        <ToggleGroup
          label="Row height"
          options={DENSITIES}
          value={density}
          onValueChange={(next) => set({ density: next })}
        />
      </SettingRow>
      <SettingRow
        label="Single-letter shortcuts"
        description="Turn off if you dictate or press keys by accident. Arrows, Enter and shortcuts with Ctrl keep working."
      >
        <Switch
          aria-label="Single-letter shortcuts"
          checked={singleKeys}
          onCheckedChange={(checked) => set({ singleKeys: checked })}
        />
      </SettingRow>
    </SettingGroup>
  );
}
