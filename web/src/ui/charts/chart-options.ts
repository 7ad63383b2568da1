import type { BarSeriesOption, LineSeriesOption } from "echarts/charts";
import type { GridComponentOption, TooltipComponentOption } from "echarts/components";
import type { ComposeOption } from "echarts/core";
import { usePreferredReducedMotion } from "@vueuse/core";
import { useTheme } from "vuetify";

export type ChartOption = ComposeOption<BarSeriesOption | LineSeriesOption | GridComponentOption | TooltipComponentOption>;

/**
 * Gives a chart the colours and type of the current theme. Series take their colours in the order accent, info, warning,
 * muted, unless they name their own. The tooltip is drawn on the canvas: our pages allow no inline styles.
 */
export function useChartColours() {
  const theme = useTheme();
  const motion = usePreferredReducedMotion();

  function colour(name: string): string {
    return String(theme.current.value.colors[name]);
  }

  function apply(option: ChartOption): ChartOption {
    const axis = {
      axisLine: { lineStyle: { color: colour("outline") } },
      axisLabel: { color: colour("muted"), fontSize: 12 },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: colour("line") } },
      nameTextStyle: { color: colour("muted") },
    };
    return {
      animation: motion.value !== "reduce",
      animationDuration: 200,
      color: ["primary", "info", "warning", "muted"].map(colour),
      textStyle: { fontFamily: "Inter Variable, system-ui, sans-serif", color: colour("on-surface") },
      grid: { left: 4, right: 56, top: 12, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
      ...option,
      xAxis: { ...axis, splitLine: { show: false }, ...(option.xAxis as object) },
      yAxis: { ...axis, axisLine: { show: false }, ...(option.yAxis as object) },
      tooltip: {
        trigger: "axis",
        renderMode: "richText",
        backgroundColor: colour("surface-variant"),
        borderWidth: 0,
        padding: [6, 8],
        textStyle: { color: colour("on-surface-variant"), fontSize: 12 },
        ...option.tooltip,
      },
    };
  }

  return { apply, colour };
}
