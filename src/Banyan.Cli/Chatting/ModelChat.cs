using Banyan.Cli.Asking;
using Banyan.Cli.Chatting.Runs;
using Banyan.Cli.Chatting.Verbs;
using Banyan.Cli.Http;
using Banyan.Cli.Output;

namespace Banyan.Cli.Chatting;

/// <summary>A conversation with a model, without the orchestrator: it is kept here and sent whole each time.</summary>
internal sealed class ModelChat(ChatRoom room, string model, Func<AskOutput> output) : IChat
{
    private readonly List<(string Role, string Text)> _said = [];

    /// <inheritdoc />
    public IEnumerable<string> Greeting => [$"You talk with {model} itself; it does nothing but answer. /help lists commands."];

    /// <inheritdoc />
    public IReadOnlyList<ChatVerb> Verbs => [new("/clear", "", "forget what was said and begin anew", (_, _) => Clear())];

    /// <inheritdoc />
    public CliFailure? Outcome => null;

    /// <inheritdoc />
    public async Task<CliFailure?> SayAsync(string text, ChatStop stop)
    {
        var (answer, shown) = (new ChatAnswer(), output());
        var ask = new AskBody(text, null, model, Streams: true) { Earlier = [.. _said] };
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop.Turn, stop.End);
        var failure = await TimeBound.RunAsync(
            room.Api.Connection.Timeout,
            room.Context.Time,
            token => new ChatCall(room.Api, room.Context.Time).AskAsync(ask, answer, shown.ShowAsync, token),
            either.Token);
        if (answer.IsComplete || answer.Text.Length > 0)
        {
            shown.End(answer);
            foreach (var remark in AnswerRemarks.Of(answer))
            {
                room.Talk.Remark(remark);
            }
        }

        if (failure is null)
        {
            _said.AddRange([("user", text), ("assistant", answer.Text.ToString())]);
        }

        return failure is null ? null : failure with { RequestId = failure.RequestId ?? answer.RequestId };
    }

    private Task<CliFailure?> Clear()
    {
        _said.Clear();
        return Task.FromResult<CliFailure?>(null);
    }
}
