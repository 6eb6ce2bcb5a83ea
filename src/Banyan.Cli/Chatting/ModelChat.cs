using Banyan.Cli.Asking;
using Banyan.Cli.Chatting.Models;
using Banyan.Cli.Chatting.Runs;
using Banyan.Cli.Chatting.Verbs;
using Banyan.Cli.Http;
using Banyan.Cli.Output;

namespace Banyan.Cli.Chatting;

/// <summary>A conversation with a model, without the orchestrator: it is kept here and sent whole each time.</summary>
internal sealed class ModelChat(ChatRoom room, string model, Func<AskOutput> output) : IChat
{
    private const string Why = "you talk with a model itself, which does nothing but answer.";
    private readonly ModelSeat _seat = new(new ModelTalk(model));

    /// <inheritdoc />
    public IEnumerable<string> Greeting => [$"You talk with {_seat.Talk.Model} itself; it does nothing but answer. /help lists commands."];

    /// <inheritdoc />
    public IReadOnlyList<ChatVerb> Verbs =>
    [
        .. new SettingVerbs(room, _seat).All,
        .. new TurnVerbs(room, _seat, SayAsync).All,
        ChatVerb.Elsewhere("/intents", Why, "banyan chat without --model talks with the services; /tools names what a model may have called."),
        ChatVerb.Elsewhere("/steps", Why, "An answer of a model has no steps; /cost tells what it took."),
        ChatVerb.Elsewhere("/user", Why, "Who asks is whoever the key stands for; banyan chat without --model talks with the services as somebody."),
    ];

    /// <inheritdoc />
    public IReadOnlyList<string> Words => [];

    /// <inheritdoc />
    public CliFailure? Outcome => null;

    /// <inheritdoc />
    public Task<CliFailure?> SayAsync(string text, ChatStop stop) => SayAsync(_seat.Talk.Said, text, stop);

    /// <summary>Says something as if only <paramref name="before"/> had been said.</summary>
    private async Task<CliFailure?> SayAsync(IReadOnlyList<ModelTurn> before, string text, ChatStop stop)
    {
        _seat.Ask(before, text);
        var (answer, shown, talk) = (new ChatAnswer(), output(), _seat.Talk);
        var ask = new AskBody(text, talk.System, talk.Model, Streams: true)
        {
            Earlier = [.. before.SelectMany(turn => new[] { ("user", turn.User), ("assistant", turn.Assistant) })],
            Own = talk.Own,
        };
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop.Turn, stop.End);
        room.Spinner.Start();
        var failure = await TimeBound.RunAsync(
            room.Api.Connection.Timeout,
            room.Context.Time,
            token => new ChatCall(room.Api, room.Context.Time).AskAsync(ask, answer, ShowAsync, token),
            either.Token);
        room.Spinner.Stop();
        if (answer.IsComplete || answer.Text.Length > 0)
        {
            shown.End(answer);
            _seat.Spent.Add(1, answer is { InputTokens: { } input, OutputTokens: { } produced } ? input + produced : null, answer.CostUsd, answer.Took);
            foreach (var remark in AnswerRemarks.Of(answer))
            {
                room.Talk.Remark(remark);
            }
        }

        if (failure is null)
        {
            _seat.Become(talk with { Said = [.. before, new ModelTurn(text, answer.Text.ToString())] });
        }

        return failure is null ? null : failure with { RequestId = failure.RequestId ?? answer.RequestId };

        Task ShowAsync(string piece)
        {
            room.Spinner.Stop();
            return shown.ShowAsync(piece);
        }
    }
}
