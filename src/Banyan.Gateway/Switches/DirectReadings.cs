using System.Globalization;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Switches;

/// <summary>Tenants whose emergency direct mode is on.</summary>
internal sealed class DirectReadings(SwitchBoard board) : IAlertSource
{
    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken) => new(
    [
        .. board.Directs().Select(mode => new Reading(AlertKinds.DirectModeOn, "", "", 1, string.Create(CultureInfo.InvariantCulture, $"The emergency direct mode is on, since {mode.SetAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC by {mode.SetBy}: no budgets, no limits.")) { Tenant = mode.Tenant }),
    ]);
}
