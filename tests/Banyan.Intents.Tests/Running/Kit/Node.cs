using Banyan.Gateway.Spine;
using Banyan.Intents.Running;
using Banyan.Intents.Running.Journal;
using Banyan.Intents.Spine;
using Banyan.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Intents.Tests.Running.Kit;

/// <summary>What all nodes share.</summary>
internal sealed class Cluster
{
    public Cluster(FakeClock clock)
    {
        Clock = clock;
        Leases = new MemoryLeases(clock);
        Journal = new MemoryJournal(Leases);
    }

    public FakeClock Clock { get; }

    public MemoryLeases Leases { get; }

    public MemoryJournal Journal { get; }

    public MemoryNotices Notices { get; } = new();
}

/// <summary>One node: the real runner among hand-written neighbours.</summary>
internal sealed class Node : IAsyncDisposable
{
    private static int _number;
    private readonly ServiceProvider _services;

    public Node(Cluster cluster, IntentCatalogue catalogue, IBackends backends, PlainGuards? guards = null)
    {
        Catalogue = new PlainCatalogue(catalogue);
        Guards = guards ?? new PlainGuards();
        Life = new Mortal(cluster.Journal, cluster.Leases);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(cluster.Clock);
        services.AddSingleton<IJournalStore>(Life);
        services.AddSingleton<ILeases>(Life);
        services.AddSingleton<IChangeNotices>(cluster.Notices);
        services.AddSingleton<IGuardRails>(Guards);
        services.AddSingleton<IRoutes>(Routes);
        services.AddSingleton<IIntentCatalogue>(Catalogue);
        services.AddSingleton<IIntentSettings>(Settings);
        services.AddSingleton<IConditionJudge>(Judge);
        services.AddSingleton<IRunContinuation>(Continuation);
        services.AddSingleton<IRunObserver>(Answered);
        services.AddSingleton<IBackendSecrets, NoSecrets>();
        services.AddSingleton<IBackendConnector, AnyConnector>();
        services.AddSingleton(backends);
        services.AddSingleton(new RunningOptions { Node = $"node-{Interlocked.Increment(ref _number)}", Linger = TimeSpan.Zero });
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddRunning();
        _services = services.BuildServiceProvider();
    }

    public Mortal Life { get; }

    public PlainCatalogue Catalogue { get; }

    public PlainGuards Guards { get; }

    public PlainRoutes Routes { get; } = new();

    public PlainSettings Settings { get; } = new();

    public PlainJudge Judge { get; } = new();

    public PlainContinuation Continuation { get; } = new();

    public SeenAnswers Answered { get; } = new();

    public IRunner Runner => _services.GetRequiredService<IRunner>();

    public RunFeed Feed => _services.GetRequiredService<RunFeed>();

    public RunRecovery Recovery => _services.GetRequiredService<RunRecovery>();

    public IOwnedReads Reads => _services.GetRequiredService<IOwnedReads>();

    public static RunBudget Budget() => new(4, 20_000, 0.05m);

    public Task<RunBeginning> BeginAsync(string message = "m1", Subject? subject = null, string text = "hello") =>
        Runner.BeginAsync(new RunMessage(subject ?? Texts.Ada, "c1", message, text, Texts.Json($$"""{"text":"{{text}}"}""")), default);

    public RunScope Scope(RunHold run, params PlanStep[] steps) => new()
    {
        RunId = run.Run.Id,
        ConversationId = run.Run.ConversationId,
        ClientMessageId = run.Run.ClientMessageId,
        Subject = Texts.Person(run.Run.SubjectId),
        Plan = new Plan { Kind = PlanKind.Execute, CatalogueVersion = Catalogue.Current.Version, Planner = "scripted", Steps = steps },
        Catalogue = Catalogue.Current,
        UserWords = ["hello"],
        Ended = new Dictionary<string, StepOutcome>(StringComparer.Ordinal),
    };

    /// <summary>Begins a run, runs a plan, says yes to what is asked, closes it.</summary>
    public async Task<RunOutcome> RunAsync(PlanStep[] steps, string message = "m1", Subject? subject = null, bool approves = true)
    {
        var begun = await BeginAsync(message, subject);
        await using var hold = begun.Hold.ShouldNotBeNull();
        var outcome = await Runner.RunAsync(hold, Scope(hold, steps), Budget(), default);
        while (outcome is { Status: RunStatus.AwaitingConfirmation, Confirmation: { } asked })
        {
            outcome = await Runner.ConfirmAsync(hold, new ConfirmationReply(subject ?? Texts.Ada, "c1", asked.Code, approves), Budget(), default);
        }

        await Texts.CloseAsync(hold, outcome.Status);
        return outcome;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
