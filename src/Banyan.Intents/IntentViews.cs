using System.Text.Json;
using Banyan.Intents.Memory;
using Banyan.Intents.Migration.Board;
using Banyan.Intents.Running;
using Banyan.Intents.Running.Journal;
using Banyan.Intents.Spine;

namespace Banyan.Intents;

/// <summary>What doors show beside the answers: conversations begun, runs as they stand, the board.</summary>
public sealed class IntentViews
{
    private readonly FlowParts _parts;
    private readonly FlowGates _gates;
    private readonly ViewSources _sources;

    internal IntentViews(FlowParts parts, FlowGates gates, ViewSources sources) => (_parts, _gates, _sources) = (parts, gates, sources);

    /// <summary>Whose conversations a person's are.</summary>
    public static ConversationOwner OwnerOf(Subject subject) => ConversationMemory.OwnerOf(subject);

    /// <summary>Begins a conversation, or finds the one of the same name.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="name">The client's own name for it; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Conversation> OpenAsync(Subject subject, string? name, CancellationToken cancellationToken)
    {
        var expires = _parts.Time.GetUtcNow().AddDays(_parts.Settings.Current.Memory.KeepDaysOf(subject.Tenant));
        return _gates.Store.OpenAsync(OwnerOf(subject), subject.Caller.Service, name, expires, cancellationToken);
    }

    /// <summary>Erases a conversation of the person with all its text, also what journals keep of it; their kinds, numbers and instants stay.</summary>
    /// <returns>False when the person has no such conversation.</returns>
    public async Task<bool> ForgetAsync(Subject subject, Guid conversation, CancellationToken cancellationToken)
    {
        if (!await _gates.Store.EraseAsync(OwnerOf(subject), conversation, cancellationToken))
        {
            return false;
        }

        // A run that is still under way is emptied with the others that lost their conversation, once it has ended.
        await _sources.Journals.EmptyAsync(subject.Tenant, subject.Id, conversation.ToString("D"), cancellationToken);
        return true;
    }

    /// <summary>Erases everything the person said and was told. What was done stays, under nobody's name.</summary>
    /// <returns>How many conversations went.</returns>
    public async Task<int> ForgetAsync(Subject subject, CancellationToken cancellationToken)
    {
        var gone = await _gates.Store.EraseAllAsync(OwnerOf(subject), cancellationToken);
        await _parts.Journal.EraseAsync(subject.Tenant, subject.Id, cancellationToken);
        return gone;
    }

    /// <summary>Keeps a message the client says was said before; keeping it twice changes nothing.</summary>
    public Task RecallAsync(Subject subject, Guid conversation, string role, string messageId, string text, CancellationToken cancellationToken) =>
        _parts.Memory.AppendAsync(subject, conversation, new SaidMessage(role, messageId, text, null, []), cancellationToken);

    /// <summary>Whether a message says yes to a confirmation.</summary>
    public bool IsYes(string text) => _gates.Confirmations.Read(text).IsYes == true;

    /// <summary>What a conversation of the person waits for a yes to; null when for nothing.</summary>
    public async Task<OpenQuestion?> QuestionAsync(Subject subject, Guid conversation, CancellationToken cancellationToken)
    {
        var open = await _parts.Journal.FindOpenConfirmationAsync(subject.Tenant, subject.Id, conversation.ToString("D"), cancellationToken);
        return open is not null && await _gates.Feed.StateAsync(subject.Tenant, open.RunId, cancellationToken) is { Waits: { } asked } && asked.Code == open.Code
            ? new OpenQuestion(open.RunId, open.Code, asked.Text)
            : null;
    }

    /// <summary>A run as it stands, as JSON; null when the person has none such.</summary>
    public Task<JsonElement?> RunAsync(Subject subject, string runId, CancellationToken cancellationToken) => RunAsync(subject, runId, withValues: false, cancellationToken);

    /// <summary>A run as it stands, as JSON; null when the person has none such.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="runId">The run.</param>
    /// <param name="withValues">Whether its steps tell what was sent and what came, both in the intent's names and without secret fields.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<JsonElement?> RunAsync(Subject subject, string runId, bool withValues, CancellationToken cancellationToken)
    {
        var run = await FindAsync(subject, runId, cancellationToken);
        return run is not null && await _gates.Feed.StateAsync(subject.Tenant, runId, cancellationToken) is { } state ? RunStateJson.Write(run, state, withValues) : null;
    }

    /// <summary>Whether intents are offered one by one, beside the words.</summary>
    public bool ExposesIntents => _parts.Settings.Current.ExposesIntents;

    /// <summary>What the first step of a run of the person gave, filtered for them; null when it gave nothing or there is no such run.</summary>
    public async Task<JsonElement?> ResultAsync(Subject subject, string runId, CancellationToken cancellationToken) =>
        await FindAsync(subject, runId, cancellationToken) is not null && await _gates.Feed.StateAsync(subject.Tenant, runId, cancellationToken) is { Pin.Plan.Steps: [var step, ..] } state
            ? state.Ended.GetValueOrDefault(step.Id)?.Value
            : null;

    /// <summary>Runs of the person as they stand with the values of their steps, as JSON, newest first.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="before">The run the page follows; null for the newest.</param>
    /// <param name="most">At most how many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<JsonElement>> RunsAsync(Subject subject, RunFilter filter, string? before, int most, CancellationToken cancellationToken)
    {
        var runs = await _parts.Journal.ReadOfAsync(subject.Tenant, subject.Id, filter, before, most, cancellationToken);
        var states = await _gates.Feed.StatesAsync(subject.Tenant, [.. runs.Select(run => run.Id)], cancellationToken);
        return [.. runs.Where(run => states.ContainsKey(run.Id)).Select(run => RunStateJson.Write(run, states[run.Id], withValues: true))];
    }

    /// <summary>Whether watching a run of the person after an event shows an end: it is under way, or its answer came after it.</summary>
    public async Task<bool> HasMoreAsync(Subject subject, string runId, long after, CancellationToken cancellationToken)
    {
        if (await FindAsync(subject, runId, cancellationToken) is not { } run)
        {
            return false;
        }

        var isUnderWay = run.IsOpen && run.Status != RunWords.Of(RunStatus.AwaitingConfirmation);
        return isUnderWay || (await _parts.Journal.ReadAsync(subject.Tenant, runId, after, cancellationToken)).Any(happened => happened.Kind == EventKinds.AnswerEnded);
    }

    /// <summary>The intents a person may ask for, with their stages, as JSON.</summary>
    public JsonElement CatalogueFor(Subject subject) =>
        CatalogueJson.Write(_parts.Catalogue.Current, subject, intent => _sources.Routes.Of(subject.Tenant, intent.Key).StageOf(intent, _parts.Settings.Current).Word);

    /// <summary>Asks every backend and directory again soon.</summary>
    public void Rediscover() => _sources.Backends.Rediscover();

    /// <summary>The migration board over a window (<c>1h 24h 7d 30d</c>; null for a day), as JSON; null when there is no such window.</summary>
    public async Task<JsonElement?> BoardAsync(string tenant, string? window, CancellationToken cancellationToken)
    {
        var over = window is null ? BoardWindow.Default : BoardWindow.Find(window);
        if (over is null)
        {
            return null;
        }

        using var board = JsonDocument.Parse(MigrationBoardJson.Write(await _sources.Board.ReadAsync(tenant, over, cancellationToken)));
        return board.RootElement.Clone();
    }

    private async Task<JournalRun?> FindAsync(Subject subject, string runId, CancellationToken cancellationToken) =>
        await _parts.Journal.FindAsync(subject.Tenant, runId, cancellationToken) is { } run && run.SubjectId == subject.Id ? run : null;
}
