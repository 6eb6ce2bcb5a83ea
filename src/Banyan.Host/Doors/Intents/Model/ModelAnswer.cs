using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Intents;
using Banyan.Intents.Spine;
using Banyan.Wire;
using Banyan.Wire.Framing;
using Banyan.Wire.Translation;
using Banyan.Wire.Usage;

namespace Banyan.Host.Doors.Intents.Model;

/// <summary>A run's answer as an answer of a model, in the caller's language: the words as they come, then what the run did in the member <c>banyan</c>.</summary>
internal sealed class ModelAnswer(Exchange exchange, Guid conversation, IReadOnlyList<string> dropped)
{
    /// <summary>The answer a run gives.</summary>
    public Answer Of(string runId, Func<CancellationToken, IAsyncEnumerable<RunEvent>> watch) => Answer.From(Head(runId), FramesAsync(watch));

    /// <summary>A question that is asked once more.</summary>
    public Answer Of(OpenQuestion open) => Answer.From(Head(open.RunId), Frames(open).ToAsyncEnumerable());

    private AnswerHead Head(string runId)
    {
        var headers = new WireHeaders();
        headers.Add("x-banyan-model", BanyanModel.Name);
        headers.Add("x-banyan-run", runId);
        headers.Add("x-banyan-conversation", conversation.ToString("D"));
        if (DroppedHeader.Format(dropped) is { } lost)
        {
            headers.Add("x-banyan-dropped", lost);
        }

        return new AnswerHead(exchange.Ask.Dialect, exchange.Ask.Lens.Streams, headers);
    }

    private TextAnswer Begun() => new(exchange.Ask, exchange.Id.Value.ToString("N"), exchange.StartedAt.ToUnixTimeSeconds());

    private IEnumerable<Frame> Frames(OpenQuestion open)
    {
        var writer = Begun();
        var facts = RunFacts.Of(open, conversation);
        return [.. writer.Begin(BanyanModel.Name), .. writer.Say($"{open.Text} {ModelAsk.Reply(open.Code)}"), .. writer.End(new ReportedUsage { Input = 0, Output = 0 }, BanyanModel.Name, facts)];
    }

    private async IAsyncEnumerable<Frame> FramesAsync(Func<CancellationToken, IAsyncEnumerable<RunEvent>> watch, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var writer = Begun();
        foreach (var frame in writer.Begin(BanyanModel.Name))
        {
            yield return frame;
        }

        var told = new StringBuilder();
        await using var events = watch(cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            var (happened, failure) = await NextAsync(events);
            if (happened is null)
            {
                yield return Frame.Broken(failure!);
                yield break;
            }

            foreach (var frame in Write(writer, happened, told))
            {
                yield return frame;
            }

            if (happened.Kind == "run.finished")
            {
                yield break;
            }
        }
    }

    private static async ValueTask<(RunEvent? Happened, Failure? Failure)> NextAsync(IAsyncEnumerator<RunEvent> events)
    {
        try
        {
            return await events.MoveNextAsync() ? (events.Current, null) : (null, IntentFailures.Internal);
        }
        catch (StoreAwayException)
        {
            return (null, IntentFailures.Away);
        }
    }

    private static IReadOnlyList<Frame> Write(TextAnswer writer, RunEvent happened, StringBuilder told)
    {
        switch (happened.Kind)
        {
            case "answer.delta" when happened.Data.GetProperty("text").GetString() is { Length: > 0 } piece:
                told.Append(piece);
                return writer.Say(piece);
            case "run.finished":
                var rest = Rest(happened.Data, told.ToString());
                return [.. rest.Length > 0 ? writer.Say(rest) : [], .. writer.End(RunFacts.Usage(happened.Data), BanyanModel.Name, RunFacts.Of(happened.Data))];
            default:
                return [];
        }
    }

    /// <summary>What the whole answer says beyond what was told, and the question it ends with.</summary>
    private static string Rest(JsonElement answer, string told)
    {
        var text = answer.GetProperty("text").GetString() ?? "";
        var rest = text.StartsWith(told, StringComparison.Ordinal) ? text[told.Length..] : "";
        if (answer.TryGetProperty("confirmation", out var asked) && asked.ValueKind == JsonValueKind.Object)
        {
            var gap = told.Length + rest.Length > 0 ? "\n\n" : "";
            return $"{rest}{gap}{asked.GetProperty("text").GetString()} {ModelAsk.Reply(asked.GetProperty("id").GetString()!)}";
        }

        return rest;
    }
}
