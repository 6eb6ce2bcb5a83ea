using Banyan.Intents.Migration.Store;

namespace Banyan.Intents.Migration.Board;

/// <summary>Shows operators how far each intent has migrated, and what the figures propose. It proposes; an operator decides.</summary>
internal interface IMigrationBoard
{
    /// <summary>Reads the board of a tenant.</summary>
    /// <exception cref="Banyan.Gateway.Spine.StoreAwayException">The database can't be reached.</exception>
    Task<MigrationBoard> ReadAsync(string tenant, BoardWindow window, CancellationToken cancellationToken);

    /// <summary>Reads what a run's compared reads differed in, masked.</summary>
    /// <exception cref="Banyan.Gateway.Spine.StoreAwayException">The database can't be reached.</exception>
    Task<IReadOnlyList<ShadowDiff>> ReadDiffsAsync(string tenant, string runId, CancellationToken cancellationToken);

    /// <summary>Puts an intent that its figures took back on the configured stage again.</summary>
    /// <returns>False when it was not taken back.</returns>
    ValueTask<bool> LiftAsync(string tenant, string intent);
}
