using Banyan.Gateway.Metering;
using Banyan.Gateway.Metering.Reports;

namespace Banyan.Host.Graph.Usage;

/// <summary>What rows of a period add up to, and which they are, for what else is asked of them.</summary>
/// <param name="Rows">Which rows.</param>
/// <param name="From">The first instant.</param>
/// <param name="To">The instant after the last that is read: an hour past now for periods that go on, since clocks of nodes differ.</param>
/// <param name="Until">The instant the period ends at, or now.</param>
/// <param name="Totals">What they add up to.</param>
/// <param name="MayTellApart">Whether the caller may see more than totals.</param>
internal sealed record UsageView(UsageQuery Rows, DateTimeOffset From, DateTimeOffset To, DateTimeOffset Until, UsageTotals Totals, bool MayTellApart);

/// <summary>What one model added up to.</summary>
internal sealed record ModelSum(UsageSum Sum)
{
    /// <summary>The provider in a full name; empty when none was reached.</summary>
    public string Provider => Sum.Key.IndexOf('/', StringComparison.Ordinal) is > 0 and var end ? Sum.Key[..end] : "";
}

/// <summary>What one feature added up to.</summary>
internal sealed record FeatureSum(UsageSum Sum);

/// <summary>What one user added up to.</summary>
internal sealed record UserSum(UsageSum Sum);
