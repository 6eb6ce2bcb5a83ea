using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Tools.BuiltIn;
using Banyan.Gateway.Tools.BuiltIn.Calculating;
using Banyan.Gateway.Tools.BuiltIn.Notifying;
using Banyan.Gateway.Tools.BuiltIn.Searching;
using Banyan.Gateway.Tools.BuiltIn.Small;
using Banyan.Gateway.Tools.Calling;
using Banyan.Gateway.Tools.Executing;
using Banyan.Gateway.Tools.Mcp;
using Banyan.Gateway.Tools.Registry;
using Banyan.Gateway.Tools.Settings;
using Banyan.Gateway.Upstreams.Fetching;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Gateway.Tests.Tools;

/// <summary>Registry, runner and executors over stores in memory and real sockets; loopback is allowed as an operator would allow it.</summary>
internal sealed class ToolBench : IDisposable
{
    private readonly ToolHttp _http;

    public ToolBench(TimeProvider time, string section = "{}", string allow = "127.0.0.0/8", IMcpStore? servers = null)
    {
        Egress = new GuardedConnector(EgressOptions.Parse(allow), new SocketNetwork());
        Catalog = new OneCatalog(section);
        Store = new MemoryTools();
        Log = new MemoryLog();
        _http = new ToolHttp(Egress, time);
        var signer = new CallSigner(Secrets, Catalog, time);
        var builtIns = new BuiltInSource([new Calculate(), new CurrentTime(time), new FormatDate(), new ValidateEmail(), new MakeUuid(time), new WebSearch(_http, Secrets, Catalog), new SendNotification(_http, signer, Ledger, Catalog)]);
        Dial = new McpDial(_http, signer);
        Books = new ToolBooks(servers is null ? [builtIns] : [builtIns, new McpSource(servers)], Store, Catalog, new NoNotices(), new ToolClock(time, NullLogger<ToolBooks>.Instance));
        Registry = new ToolRegistry(Books, Store, Egress, time);
        Runner = new ToolRunner(Registry, servers is null ? [builtIns, new HttpExecutor(_http, signer)] : [builtIns, new HttpExecutor(_http, signer), new McpExecutor(servers, Dial)], new ExecutionLog(Log, Catalog, [Seen], time, NullLogger<ExecutionLog>.Instance));
        Time = time;
    }

    public TimeProvider Time { get; }

    public IEgress Egress { get; }

    public ToolBooks Books { get; }

    public McpDial Dial { get; }

    public OneCatalog Catalog { get; }

    public MemoryTools Store { get; }

    public MemoryLog Log { get; }

    public SeenRuns Seen { get; } = new();

    public KnownSecrets Secrets { get; } = new();

    public FreeLedger Ledger { get; } = new();

    public IToolRegistry Registry { get; }

    public IToolRunner Runner { get; }

    public static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    public static ToolOrder Order(string name, string endpoint) => new() { Name = name, Description = "Does it.", InputSchema = Json("""{"type":"object","properties":{"id":{"type":"integer"}},"required":["id"],"additionalProperties":false}"""), Endpoint = endpoint };

    public async Task<Tool> RegisterAsync(ToolOrder order)
    {
        var change = await Registry.RegisterAsync("default", order, "tests", default);
        change.Failure.ShouldBeNull();
        return change.Tool!;
    }

    public Task<ToolResult> RunAsync(string tool, string arguments, string key = "key-1", TimeSpan? within = null, Caller? caller = null) => Runner.RunAsync(
        new ToolCall
        {
            Caller = caller ?? new Caller { Tenant = "default", Service = "tests", KeyId = "k", Grants = Grants.All },
            Tool = tool,
            Arguments = Json(arguments),
            CallId = "call_1",
            IdempotencyKey = key,
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            Deadline = Deadline.After(within ?? TimeSpan.FromSeconds(30), Time),
        },
        CancellationToken.None);

    public void Dispose()
    {
        _http.Dispose();
        Books.Dispose();
    }

    internal sealed class OneCatalog(string section) : ICatalog
    {
        public CatalogSnapshot Current { get; } = new()
        {
            Version = 1,
            Providers = FrozenDictionary<string, Provider>.Empty,
            Models = FrozenDictionary<string, ModelEntry>.Empty,
            ModelsByName = FrozenDictionary<string, IReadOnlyList<ModelEntry>>.Empty,
            Aliases = FrozenDictionary<string, ModelAlias>.Empty,
            Tools = Json(section),
        };
    }

    internal sealed class MemoryTools : IToolStore
    {
        private readonly ConcurrentDictionary<Guid, Tool> _rows = new();
        private long _revision = 1;

        public bool IsAway { get; set; }

        public Task<long> RevisionAsync(CancellationToken cancellationToken) => IsAway ? throw new StoreAwayException() : Task.FromResult(_revision);

        public Task<IReadOnlyList<Tool>> ListAsync(string tenant, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Tool>>([.. _rows.Values.Where(tool => tool.Tenant == tenant)]);

        public Task<Tool?> PutAsync(Tool tool, int? expected, CancellationToken cancellationToken)
        {
            var there = _rows.GetValueOrDefault(tool.Id)?.Revision ?? 0;
            _revision++;
            return Task.FromResult(expected is { } wanted && wanted != there ? null : _rows[tool.Id] = tool with { Revision = there + 1 });
        }

        public Task<bool> RemoveAsync(string tenant, Guid id, CancellationToken cancellationToken)
        {
            _revision++;
            return Task.FromResult(_rows.TryRemove(id, out _));
        }
    }

    internal sealed class MemoryLog : IToolLog
    {
        public ConcurrentQueue<ToolExecution> Rows { get; } = new();

        public Task WriteAsync(ToolExecution execution, CancellationToken cancellationToken)
        {
            Rows.Enqueue(execution);
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<ToolExecution>> ListAsync(ToolLogQuery query, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ToolExecution>>([.. Rows]);

        public Task<IReadOnlyDictionary<Guid, ToolCounts>> CountAsync(string tenant, DateTimeOffset since, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyDictionary<Guid, ToolCounts>>(new Dictionary<Guid, ToolCounts>());

        public Task<int> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) => Task.FromResult(0);
    }

    internal sealed class KnownSecrets : IToolSecrets
    {
        public Dictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

        public string? Reveal(string keyRef) => Values.GetValueOrDefault(keyRef);
    }

    internal sealed class FreeLedger : INotificationLedger
    {
        public HashSet<string> Sent { get; } = new(StringComparer.Ordinal);

        public Task<NotificationRight> TakeAsync(string tenant, string caller, string key, DateTimeOffset now, CancellationToken cancellationToken) =>
            Task.FromResult(Sent.Count >= 10 ? NotificationRight.TooMany : Sent.Add(key) ? NotificationRight.Granted : NotificationRight.Repeated);

        public Task ReturnAsync(string tenant, string key, CancellationToken cancellationToken) => Task.FromResult(Sent.Remove(key));

        public Task<int> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) => Task.FromResult(0);
    }

    private sealed class NoNotices : IChangeNotices
    {
        public Task TellAsync(string topic, string text, CancellationToken cancellationToken) => Task.CompletedTask;

        public IDisposable Listen(string topic, Action<string> heard) => new MemoryStream();
    }
}

/// <summary>Keeps what is told of calls.</summary>
internal sealed class SeenRuns : IToolObserver
{
    public ConcurrentQueue<ToolExecution> All { get; } = [];

    public void Ran(ToolExecution execution) => All.Enqueue(execution);
}
