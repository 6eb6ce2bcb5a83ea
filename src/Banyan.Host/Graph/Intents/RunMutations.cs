using System.Runtime.CompilerServices;
using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;
using Banyan.Host.Doors;
using Banyan.Host.Graph.Door;
using Banyan.Intents;
using Banyan.Intents.Spine;

namespace Banyan.Host.Graph.Intents;

/// <summary>Talking with the backends: send a message, say yes, stop, watch.</summary>
internal static class RunMutations
{
    private const string ChatFields =
        """
        "The conversation; one is begun when left out." conversationId: ID, "What the person says." text: String!,
        "The client's own id of the message: the same id with the same text is answered once." clientMessageId: ID!
        """;

    public static void AddTo(GraphBuilder graph)
    {
        graph.Input("ChatInput", "A message of a person.", ChatFields, fields => new ChatMessage(fields.Text("conversationId"), fields.Text("text")!, fields.Text("clientMessageId")!));
        graph.Mutation("sendMessage(input: ChatInput!): IntentRun!", SendAsync, "Sends a message and waits for its answer, or for the question a run asks back.").Arg("input", "The message.").Requires(RunGraph.Run).OwnDeadline();
        graph.Mutation("confirmRun(runId: ID!, confirmationToken: String!, approve: Boolean = true): IntentRun!", ConfirmAsync, "Answers what a run asks, and waits for its answer.")
            .Arg("runId", "The run.").Arg("confirmationToken", "The confirmation's code.").Arg("approve", "Yes or no.").Requires(RunGraph.Run).OwnDeadline();
        graph.Mutation("cancelRun(runId: ID!): IntentRun!", CancelAsync, "Stops a run before its next step; what was done stays done and is told.").Arg("runId", "The run.").Requires(RunGraph.Run);
        graph.Object<RunEvent>("RunEvent", "Something that happened in a run.", type =>
        {
            type.Field("runId: ID!", happened => happened.RunId, "The run.");
            type.Field("sequence: Int!", happened => happened.Sequence, "Its number; a reader that comes back names the last one it saw.");
            type.Field("kind: String!", happened => happened.Kind, "As on the event stream of REST: run.started, plan.ready, step.finished, answer.delta, run.finished ...");
            type.Field("delta: String", happened => happened.Kind == "answer.delta" && happened.Data.TryGetProperty("text", out var text) ? text.GetString() : null, "The words of an answer.delta.");
            type.Field("step: RunStep", happened => happened.Kind.StartsWith("step.", StringComparison.Ordinal) ? new StepView(happened.Data) : null, "The step of a step.started or step.finished.");
            type.Field("run: IntentRun", async (happened, context) => await RunGraph.ReadAsync(context, happened.RunId), "The run as it stands when the event is told.");
            type.Field("data: JSON!", happened => happened.Data, "All of it.");
        });
        graph.Subscription("runEvents(runId: ID!, after: Int): RunEvent!", WatchAsync, "What happens in a run of the person, from an event on, to run.finished.")
            .Arg("runId", "The run.").Arg("after", "The last number the reader has; all when left out.").Requires(RunGraph.Run);
    }

    private static ValueTask<RunView> SendAsync(FieldContext context) => InRoomAsync(context, PostAsync);

    private static ValueTask<RunView> ConfirmAsync(FieldContext context) => InRoomAsync(context, DecideAsync);

    /// <summary>A message is an ask, at whichever door it comes.</summary>
    private static async ValueTask<RunView> InRoomAsync(FieldContext context, Func<FieldContext, CancellationToken, ValueTask<RunView>> answer)
    {
        await using var running = Begin(context);
        var room = context.Get<AskRoom>();
        if (!room.TryEnter())
        {
            throw new RefusedException(AskRoom.Full);
        }

        try
        {
            return await answer(context, running.Token);
        }
        catch (OperationCanceledException) when (running.Stopped is not null && !context.Cancelled.IsCancellationRequested)
        {
            throw new RefusedException(running.Stopped);
        }
        finally
        {
            room.Leave();
        }
    }

    /// <summary>Notes that an answer begins, where switches and the way down find it.</summary>
    /// <exception cref="RefusedException">A switch stops who asks, or the service is shutting down.</exception>
    private static RunningExchange Begin(FieldContext context)
    {
        var caller = context.Subject().Caller;
        if (context.Get<ISwitches>().Of(caller) is { } kill)
        {
            throw new RefusedException(KillWords.Stopped(kill));
        }

        var running = context.Get<RunningExchanges>().Begin(caller, context.Cancelled) ?? throw new RefusedException(RunningExchanges.Closed);
        running.Asks = caller;
        return running;
    }

    private static async ValueTask<RunView> PostAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var (input, subject) = (context.Arg<ChatMessage>("input"), context.Subject());
        var conversation = input.ConversationId is { } given
            ? Guid.TryParseExact(given, "D", out var id) ? id : throw GraphActs.NotFound("You have no such conversation.")
            : (await context.Get<IntentViews>().OpenAsync(subject, input.ClientMessageId, cancellationToken)).Id;
        var accepted = await context.Get<IntentFlow>().PostAsync(new IncomingMessage(subject, conversation, input.ClientMessageId, input.Text), cancellationToken);
        return await AnsweredAsync(context, accepted, cancellationToken);
    }

    private static async ValueTask<RunView> DecideAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var (code, approve) = (context.Arg<string>("confirmationToken"), context.Arg<bool>("approve"));
        await OwnAsync(context);
        return await AnsweredAsync(context, await context.Get<IntentFlow>().ConfirmAsync(context.Subject(), code, approve, cancellationToken), cancellationToken);
    }

    private static async ValueTask<RunView> CancelAsync(FieldContext context)
    {
        var run = await OwnAsync(context);
        await context.Get<IntentFlow>().CancelAsync(context.Subject(), run, context.Cancelled);
        return (await RunGraph.ReadAsync(context, run))!;
    }

    private static async IAsyncEnumerable<RunEvent> Watch(FieldContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var running = Begin(context);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, running.Token);
        var run = await OwnAsync(context);
        await using var events = context.Get<IntentFlow>().WatchAsync(context.Subject(), run, context.Arg<int?>("after") ?? 0, ending.Token).GetAsyncEnumerator(ending.Token);
        while (await NextAsync(events, running, cancellationToken))
        {
            yield return events.Current;
        }
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<RunEvent> events, RunningExchange running, CancellationToken cancellationToken)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (OperationCanceledException) when (running.Stopped is not null && !cancellationToken.IsCancellationRequested)
        {
            throw new RefusedException(running.Stopped);
        }
    }

    private static IAsyncEnumerable<RunEvent> WatchAsync(FieldContext context) => Watch(context, context.Cancelled);

    private static async ValueTask<string> OwnAsync(FieldContext context)
    {
        var run = context.Arg<string>("runId");
        return await context.Get<IntentFlow>().OwnsAsync(context.Subject(), run, context.Cancelled) ? run : throw GraphActs.NotFound("You have no such run.");
    }

    private static async ValueTask<RunView> AnsweredAsync(FieldContext context, Accepted accepted, CancellationToken cancellationToken)
    {
        if (accepted.Refused is { } problem)
        {
            throw new RefusedException(Doors.Intents.IntentFailures.Of(problem));
        }

        await context.Get<IntentFlow>().AnswerAsync(context.Subject(), accepted, cancellationToken);
        return (await RunGraph.ReadAsync(context, accepted.RunId))!;
    }

    private sealed record ChatMessage(string? ConversationId, string Text, string ClientMessageId);
}
