namespace Banyan.Gateway.Spine;

/// <summary>Lets budgets follow rows that are added to the ledger beside the road of an exchange. Throws <see cref="StoreAwayException"/> while the counters can't be reached.</summary>
internal interface IBudgetCorrections
{
    /// <summary>Begins the counters of budgets whose period is under way, before a row is there: whatever begins them later finds the row in the ledger.</summary>
    /// <param name="caller">Whose spending it is.</param>
    /// <param name="arrivedAt">When the exchange of the row arrived.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What to end with, and the slice the row must tell where nodes share their counters; null when no budget counts it now.</returns>
    ValueTask<(Guid Begun, Guid? Slice)?> BeginAsync(Caller caller, DateTimeOffset arrivedAt, CancellationToken cancellationToken);

    /// <summary>Adds what was spent, in 10⁻⁹ USD, to the counters that were begun; 0 for a row that did not come to be.</summary>
    ValueTask EndAsync(IReadOnlyList<(Guid Begun, long NanoUsd)> ends);
}
