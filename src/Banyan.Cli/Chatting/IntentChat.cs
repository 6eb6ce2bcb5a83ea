using Banyan.Cli.Chatting.Runs;
using Banyan.Cli.Chatting.Verbs;
using Banyan.Cli.Http;
using Banyan.Cli.Output;

namespace Banyan.Cli.Chatting;

/// <summary>A conversation with the intent orchestrator.</summary>
internal sealed class IntentChat(ChatRoom room, IntentSeat seat) : IChat
{
    private const string Why = "you talk with the services, which plan and answer by themselves.";
    private static readonly CliFailure Nothing = CliFailure.Usage("Nothing was said yet.", "Say something first.");
    private readonly TimeProvider _time = room.Context.Time;
    private readonly TimeSpan _timeout = room.Api.Connection.Timeout;
    private readonly Spent _spent = new();
    private RunTold? _last;
    private SaidLast? _said;

    /// <inheritdoc />
    public IEnumerable<string> Greeting => Greetings.Of(seat);

    /// <inheritdoc />
    public IReadOnlyList<ChatVerb> Verbs =>
    [
        .. new IntentVerbs(room, seat, () => _last).All,
        new("/retry", "", "say the last message again; one that got no answer is taken up, never carried out twice", (_, stop) => _said is { } said ? SayAsync(said.Again(seat.Conversation, _time), stop) : Task.FromResult<CliFailure?>(Nothing)),
        new("/edit", "[TEXT]", "change the last message and say it anew; what was done stays done", EditAsync),
        _spent.Verb(room.Page),
        ChatVerb.Elsewhere("/model", Why, "banyan chat --model NAME talks with a model."),
        ChatVerb.Elsewhere("/system", Why, "banyan chat --model NAME talks with a model that takes one."),
        ChatVerb.Elsewhere("/prompt", Why, "banyan chat --model NAME talks with a model that takes one."),
        ChatVerb.Elsewhere("/vars", Why, "They belong to a prompt; banyan chat --model NAME talks with a model that takes one."),
        ChatVerb.Elsewhere("/tools", Why, "What the services can do is listed by /intents."),
        ChatVerb.Elsewhere("/undo", "what the services did is done, and what was said stays said.", "Ask for the opposite, as \"take that back\" or \"cancel it\"; /clear begins a new conversation."),
        ChatVerb.Elsewhere("/fork", "the service keeps one line of a conversation.", "/clear begins a new one, /load ID goes on with another."),
    ];

    /// <inheritdoc />
    public IReadOnlyList<string> Words => [.. seat.Known.Rows.Select(row => row.Key)];

    /// <inheritdoc />
    public CliFailure? Outcome => _last is null ? null : Outcomes.Of(_last, seat.Conversation);

    /// <inheritdoc />
    public Task<CliFailure?> SayAsync(string text, ChatStop stop) => SayAsync(new SaidLast(Guid.CreateVersion7(_time.GetUtcNow()), text, seat.Conversation), stop);

    private async Task<CliFailure?> SayAsync(SaidLast said, ChatStop stop)
    {
        _said = said;
        var failure = await TimeBound.RunAsync(_timeout, _time, seat.SitDownAsync, stop.Turn);
        if (failure is not null)
        {
            return failure;
        }

        var told = _last = new RunTold();
        _said = said with { Conversation = seat.Conversation };
        failure = await LegAsync(told, RunStart.Message(seat.Conversation!, said.Id, said.Text), stop);
        _said = _said with { IsAnswered = told.Answer is not null };
        while (failure is null && told.Confirmation is { } asked && !stop.Turn.IsCancellationRequested && await AskAsync(asked, stop) is { } approves)
        {
            told.GoOn();
            failure = await LegAsync(told, RunStart.Decision(asked.Code, approves), stop);
        }

        room.Output.Close(told);
        if (stop.Turn.IsCancellationRequested)
        {
            foreach (var line in StopWords.Of(told, seat.Known))
            {
                room.Talk.Say(line);
            }
        }

        return failure?.Exit == ExitCode.Interrupted && stop.Turn.IsCancellationRequested ? null : failure;
    }

    private async Task<CliFailure?> EditAsync(string said, ChatStop stop)
    {
        if (_said is not { } last)
        {
            return Nothing;
        }

        var (text, failure) = await room.EditAsync(said, last.Text, stop);
        return text is null ? failure : await SayAsync(text, stop);
    }

    private async Task<CliFailure?> LegAsync(RunTold told, RunStart start, ChatStop stop)
    {
        var began = _time.GetTimestamp();
        room.Output.Begin();
        var failure = await TimeBound.RunAsync(
            _timeout,
            _time,
            token => new RunCall(seat.Api, told, room.Output, _time).CarryAsync(start, stop with { End = token }),
            stop.End);
        var took = _time.GetElapsedTime(began);
        room.Output.End(told, took);
        if (told.Answer is { } answer)
        {
            _spent.Add(Members.Count(answer, "modelCalls") ?? 0, Members.Count(answer, "tokens"), Members.Text(answer, "usd"), took);
        }

        return failure?.Exit == ExitCode.Timeout && failure.Code == "timeout"
            ? failure with { Hint = "The service carries the message through all the same: look with banyan chat -c and /history, or raise --timeout." }
            : failure;
    }

    /// <summary>Gets the yes or no to an effect; null when nobody gave one.</summary>
    private async Task<bool?> AskAsync(ConfirmationTold asked, ChatStop stop)
    {
        if (room.Manners.IsYes)
        {
            room.Talk.Remark($"{asked.Text} yes (--yes)");
            return true;
        }

        var said = room.Manners.MayAsk ? await ReadAsync(asked, stop) : null;
        if (said is null)
        {
            room.Output.Open(asked);
            return null;
        }

        switch (said.Trim().ToUpperInvariant())
        {
            case "Y" or "YES":
                return true;
            case "" or "N" or "NO":
                return false;
            default:
                // Neither: it is the next thing they want to say, and the question stays open.
                room.Input.PutBack(said);
                return null;
        }
    }

    private async Task<string?> ReadAsync(ConfirmationTold asked, ChatStop stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop.Turn, stop.End);
        try
        {
            return await room.Input.ReadAsync($"{Printable.Line(asked.Text)} [y/N] ", either.Token);
        }
        catch (OperationCanceledException) when (!stop.End.IsCancellationRequested)
        {
            await room.Context.Terminal.Error.WriteLineAsync();
            return null;
        }
    }
}
