using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Banyan.Intents.Spine;

namespace Banyan.Intents;

/// <summary>Rows of the board as they change: looked for when operators decide or the catalogue changes, on whichever node, and every ten seconds, since figures change by themselves.</summary>
public sealed class MigrationFeed
{
    private const string Window = "24h";

    // What counts as a change: where an intent stands and may go, not the figures that move with every call.
    private static readonly string[] Standing = ["stage", "setting", "demotion", "next", "ready", "proposal", "quarantine", "missing"];
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);
    private readonly IntentViews _views;
    private readonly ICatalogueView _catalogue;
    private readonly IIntentSettings _settings;
    private readonly TimeProvider _time;

    internal MigrationFeed(IntentViews views, ICatalogueView catalogue, IIntentSettings settings, TimeProvider time) => (_views, _catalogue, _settings, _time) = (views, catalogue, settings, time);

    /// <summary>Rows of a tenant's board over a day whose stage, readiness or proposal changed, from now on; intents that are new or offered again too.</summary>
    public async IAsyncEnumerable<JsonElement> ReadAsync(string tenant, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var heard = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var deciding = _settings.OnChange(() => heard.Writer.TryWrite(true));
        using var discovering = _catalogue.OnChange(() => heard.Writer.TryWrite(true));
        using var ticking = _time.CreateTimer(static writer => ((ChannelWriter<bool>)writer!).TryWrite(true), heard.Writer, Look, Look);
        var seen = (await RowsAsync(tenant, cancellationToken)).ToDictionary(Key, State, StringComparer.Ordinal);
        while (true)
        {
            await heard.Reader.ReadAsync(cancellationToken);
            var rows = await RowsAsync(tenant, cancellationToken);
            foreach (var row in rows.Where(row => seen.GetValueOrDefault(Key(row)) != State(row)))
            {
                yield return row;
            }

            seen = rows.ToDictionary(Key, State, StringComparer.Ordinal);
        }
    }

    private async Task<IReadOnlyList<JsonElement>> RowsAsync(string tenant, CancellationToken cancellationToken) =>
        [.. (await _views.BoardAsync(tenant, Window, cancellationToken))!.Value.GetProperty("rows").EnumerateArray()];

    private static string Key(JsonElement row) => row.GetProperty("intent").GetString()!;

    private static string State(JsonElement row) => string.Join('|', Standing.Select(name => row.TryGetProperty(name, out var value) ? value.GetRawText() : ""));
}
