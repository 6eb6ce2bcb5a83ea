using Banyan.GraphQL.Types;

namespace Banyan.Host.Graph.Usage;

/// <summary>Stretches of time by name.</summary>
internal static class PeriodGraph
{
    public static void AddTo(GraphBuilder graph) => graph.Enum<UsagePeriod>(
            "UsagePeriod",
            "A stretch of time; days begin at midnight UTC.",
            (UsagePeriod.Today, "Since midnight."),
            (UsagePeriod.Yesterday, "The day before."),
            (UsagePeriod.ThisWeek, "Since Monday."),
            (UsagePeriod.Last7Days, "The last seven times 24 hours."),
            (UsagePeriod.ThisMonth, "Since the first of the month."),
            (UsagePeriod.LastMonth, "The month before."),
            (UsagePeriod.Last30Days, "The last thirty times 24 hours."),
            (UsagePeriod.Last90Days, "The last ninety times 24 hours."),
            (UsagePeriod.Custom, "As range says."))
        .Named(UsagePeriod.Last7Days, "LAST_7_DAYS").Named(UsagePeriod.Last30Days, "LAST_30_DAYS").Named(UsagePeriod.Last90Days, "LAST_90_DAYS");
}
