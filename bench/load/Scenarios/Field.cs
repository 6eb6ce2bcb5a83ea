using Banyan.Load.Contenders;
using Banyan.Load.Upstream;

namespace Banyan.Load.Scenarios;

/// <summary>The upstream and everyone in front of it, started once and measured in turn.</summary>
internal sealed class Field : IAsyncDisposable
{
    private readonly MockProvider _upstream;

    private Field(MockProvider upstream, IReadOnlyList<Contender> all) => (_upstream, All) = (upstream, all);

    /// <summary>The upstream itself first, then those in front of it.</summary>
    public IReadOnlyList<Contender> All { get; }

    public static async Task<Field> StartAsync(Options options, string folder)
    {
        var upstream = await MockProvider.StartAsync();
        var all = new List<Contender> { Starting.Direct(upstream.Port) };
        var field = new Field(upstream, all);
        all.Add(Starting.Nginx(upstream.Port, folder));
        all.Add(await Starting.BanyanAsync(upstream.Port, folder, options));
        if (options.Control)
        {
            all.Add(await Starting.ControlledAsync(upstream.Port, folder, options));
        }

        if (options.Postgres.Length > 0)
        {
            all.Add(await Starting.OnPostgresAsync(upstream.Port, folder, options, options.Postgres, isControlled: true));
        }

        if (options.PostgresOff.Length > 0)
        {
            all.Add(await Starting.OnPostgresAsync(upstream.Port, folder, options, options.PostgresOff, isControlled: false));
        }

        if (options.Beside.Length > 0)
        {
            all.Add(await Starting.BesideAsync(upstream.Port, folder, options));
        }

        if (options.Portkey.Length > 0)
        {
            all.Add(Starting.Portkey(upstream.Port, folder, options));
        }

        foreach (var contender in all)
        {
            await contender.ReadyAsync();
        }

        return field;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var contender in All)
        {
            contender.Dispose();
        }

        await _upstream.DisposeAsync();
    }
}
