using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Banyan.Host.Tests.Graph;
using Banyan.Host.Tests.Processes;
using Banyan.TestKit;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Nodes;

/// <summary>Several processes of the service over one PostgreSQL, each with a folder of its own, and one provider that charges by the request.</summary>
/// <remarks>They share the connection string and the master key's file, as an operator would have them share it, and nothing else.</remarks>
internal sealed class NodeFarm : IAsyncDisposable
{
    /// <summary>What one answer costs, in nano-USD.</summary>
    public const long Cost = 50_000;

    private static readonly WireTalk Talk = WireTalk.Of('C');
    private readonly PostgresServer _postgres;
    private readonly List<HostFolder> _folders = [];
    private readonly List<HostProcess> _nodes = [];

    private NodeFarm(PostgresServer postgres)
    {
        _postgres = postgres;
        Wall = ScriptedWall.Start(request => Play(request));
    }

    /// <summary>The provider.</summary>
    public ScriptedWall Wall { get; }

    /// <summary>What the provider does; a good answer unless told otherwise.</summary>
    public Func<WallRequest, WallScript> Play { get; set; } = request => Money.MoneyBench.Good(Talk, request);

    /// <summary>The nodes, in the order they were started.</summary>
    public IReadOnlyList<HostProcess> Nodes => _nodes;

    /// <summary>The administrator's key, known to every node.</summary>
    public string Admin { get; } = $"farm-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20))}";

    /// <summary>Where the ledger is.</summary>
    public string Database { get; private set; } = "";

    /// <summary>Starts so many nodes at once.</summary>
    /// <param name="nodes">How many.</param>
    /// <param name="more">More of the configuration; limits hold only where it names them.</param>
    /// <param name="durable">Whether the database keeps its commits when it crashes.</param>
    public static async Task<NodeFarm> StartAsync(int nodes, string more = "", bool durable = false)
    {
        var farm = new NodeFarm(await PostgresServer.StartAsync(durable));
        farm.Database = await farm._postgres.CreateDatabaseAsync();
        string? master = null;
        for (var i = 0; i < nodes; i++)
        {
            var folder = new HostFolder(Yaml(farm.Wall) + more);
            folder.Set("BANYAN_DATABASE", farm.Database);
            folder.Set("BANYAN_MASTER_KEY_FILE", master ??= folder.MasterKey());
            folder.Set("BANYAN_ADMIN_KEY", farm.Admin);
            folder.Set("BANYAN__rateLimiting__enabled", more.Contains("rateLimiting:", StringComparison.Ordinal) ? "true" : "false");
            farm._folders.Add(folder);
        }

        farm._nodes.AddRange(await Task.WhenAll(farm._folders.Select(folder => folder.ServeAsync())));
        return farm;
    }

    /// <summary>Starts a node again on its own folder.</summary>
    public async Task RestartAsync(int node)
    {
        await _nodes[node].DisposeAsync();
        _nodes[node] = await _folders[node].ServeAsync();
    }

    /// <summary>Ends a node in good order.</summary>
    public Task StopAsync(int node) => _nodes[node].StopAsync();

    /// <summary>Starts a node again at the address it had, and waits only until it lives: it greets nobody before it has seen its database.</summary>
    public async Task RestartBlindAsync(int node)
    {
        var address = _nodes[node].Address;
        await _nodes[node].DisposeAsync();
        _folders[node].Set("BANYAN__server__listen", address.AbsoluteUri.TrimEnd('/'));
        _nodes[node] = await _folders[node].ServeAtAsync(address);
    }

    /// <summary>Ends the database as a crash would.</summary>
    public Task StopDatabaseAsync() => _postgres.StopAsync();

    /// <summary>Starts it again.</summary>
    public Task ResumeDatabaseAsync() => _postgres.ResumeAsync();

    /// <summary>The administration of a node.</summary>
    public GraphClient Graph(int node) => new(_nodes[node].Http, Admin);

    /// <summary>Makes a key for a service and gives it and its id.</summary>
    public async Task<(string Key, string Id)> KeyAsync(int node, string service)
    {
        var made = await Graph(node).DataAsync("""mutation($service: ID!) { createApiKey(input: { serviceId: $service, name: "farm" }) { secret key { id } } }""", new { service });
        var issued = made.GetProperty("createApiKey");
        return (issued.GetProperty("secret").GetString()!, issued.GetProperty("key").GetProperty("id").GetString()!);
    }

    /// <summary>Asks a node, and gives the status; 0 when it was not there.</summary>
    public async Task<int> StatusAsync(int node, string key, bool streams = false, string feature = "none", string model = "lab/up")
    {
        using var request = Request(key, streams, feature, model);
        try
        {
            using var response = await _nodes[node].Http.SendAsync(request);
            await response.Content.ReadAsByteArrayAsync();
            return (int)response.StatusCode;
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException)
        {
            return 0;
        }
    }

    /// <summary>Opens a stream on a node.</summary>
    public async Task<HttpResponseMessage> StreamAsync(int node, string key, string feature = "none")
    {
        using var request = Request(key, streams: true, feature, "lab/up");
        return await _nodes[node].Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await Wall.DisposeAsync();
        await _postgres.DisposeAsync();
        _folders.ForEach(folder => folder.Dispose());
    }

    /// <summary>Nano-USD as the API writes them.</summary>
    public static string Usd(long nanoUsd) => (nanoUsd / 1_000_000_000m).ToString("0.#########", CultureInfo.InvariantCulture);

    private static HttpRequestMessage Request(string key, bool streams, string feature, string model)
    {
        var body = JsonSerializer.Serialize(new { model, stream = streams, max_tokens = 1, messages = new[] { new { role = "user", content = "x" } } });
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/chat/completions", UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Authorization", $"Bearer {key}");
        request.Headers.Add("x-banyan-feature", feature);
        return request;
    }

    private static string Yaml(ScriptedWall wall) => $$"""
        providers:
          lab: { type: openai-compatible, baseUrl: "{{wall.Address.AbsoluteUri.TrimEnd('/')}}", keys: [{ name: main, ref: "env:PROVIDER_KEY" }] }
        models:
          lab/up: { context: 100000, maxOutput: 4096, can: [streaming], price: { perRequest: "0.00005", input: 0, output: 0 } }

        """;
}
