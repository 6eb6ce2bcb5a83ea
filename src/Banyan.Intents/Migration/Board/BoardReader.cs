using Banyan.Intents.Migration.Store;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Migration.Board;

/// <summary>Reads the board: what this node has not written yet is written first, so that the board shows the last minute too.</summary>
internal sealed class BoardReader(RouteRules rules, RouteStock stock, RouteUpkeep upkeep, BoardNeighbours near) : IMigrationBoard
{
    /// <inheritdoc />
    public async Task<MigrationBoard> ReadAsync(string tenant, BoardWindow window, CancellationToken cancellationToken)
    {
        await upkeep.FlushAsync(cancellationToken);
        var ask = new BoardAsk(tenant, rules.Time.GetUtcNow(), window.Span);
        var (catalogue, settings) = (rules.Catalogue.Current, rules.Settings.Current);
        var view = near.View?.Current ?? CatalogueView.Empty;
        var facts = await stock.Store.ReadBoardAsync(ask, cancellationToken);
        var maker = new RowMaker(facts, new BoardSight(catalogue, settings, near.Circuits, view), ask);
        var rows = new List<MigrationRow>();
        foreach (var intent in catalogue.Intents.Values)
        {
            rows.Add(maker.Make(intent, await stock.Memory.OfAsync(tenant, intent.Key)));
        }

        var ordered = rows.OrderByDescending(row => row.Demand30d).ThenBy(row => row.Intent, StringComparer.Ordinal).ToList();
        return new MigrationBoard
        {
            Window = window.Name,
            At = ask.Now,
            CatalogueVersion = catalogue.Version,
            Rows = ordered,
            LegacyOnly = [.. ordered.Where(row => catalogue.Intents[row.Intent] is { Modern: null } && row.Missing.Count == 0).Select(row => row.Intent)],
            Overlaps = [.. view.Proposals.Where(proposal => proposal.Status == "proposed").OrderByDescending(proposal => proposal.Score)
                .Select(proposal => new BoardOverlap(proposal.Id, proposal.Legacy, proposal.Modern, Math.Round(proposal.Score, 4), Math.Round(proposal.Margin, 4)))],
            Waiting = [.. view.Quarantined.Select(waiting => $"{waiting.Key} of {waiting.Backend}: {waiting.Reason}{(waiting.IsServing ? " (the definition before still serves)" : "")}")],
            Unmet = UnmetGrouping.Of(facts.Unmet),
        };
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<ShadowDiff>> ReadDiffsAsync(string tenant, string runId, CancellationToken cancellationToken)
    {
        await upkeep.FlushAsync(cancellationToken);
        return await stock.Store.ReadDiffsAsync(tenant, runId, cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask<bool> LiftAsync(string tenant, string intent) => near.Judge.LiftAsync(tenant, intent);
}

/// <summary>What the board looks at beside the store.</summary>
/// <param name="Circuits">Breakers.</param>
/// <param name="Judge">Lifts what was taken back.</param>
/// <param name="View">What discovery shows beside the catalogue; null when nothing does.</param>
internal sealed record BoardNeighbours(Circuits Circuits, RouteJudge Judge, ICatalogueView? View);
