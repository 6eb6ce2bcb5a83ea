using Banyan.GraphQL.Execution;
using Banyan.GraphQL.Language;
using Banyan.GraphQL.Transport.Streaming;

namespace Banyan.GraphQL.Transport.Http;

/// <summary>One HTTP request, from its headers to its reply.</summary>
internal sealed class HttpExchange(ServerParts parts, GraphRequest request, GraphContext context)
{
    private readonly long _started = parts.Options.Time.GetTimestamp();
    private readonly IReadOnlyList<ReplyForm> _forms = MediaTypes.Accepted(request.Accept);

    private bool IsGet => request.Method == "GET";

    private ReplyForm JsonForm => _forms.FirstOrDefault(form => form != ReplyForm.Events, ReplyForm.Json);

    /// <summary>Answers it.</summary>
    public async ValueTask<GraphReply> AnswerAsync(CancellationToken cancellationToken)
    {
        if (Head() is { } refusedByHead)
        {
            return Refuse(refusedByHead);
        }

        if (IsGet)
        {
            var (one, refusedAddress) = Requests.FromAddress(request, parts.Options);
            return one is null ? Refuse(refusedAddress!) : await OneAsync(one, cancellationToken);
        }

        var (calls, isList, refused) = await BodyReader.ReadAsync(request.Body, parts.Options, cancellationToken);
        return calls is null ? Refuse(refused!) : isList ? await ListAsync(calls, cancellationToken) : await OneAsync(calls[0], cancellationToken);
    }

    // What the headers alone decide.
    private GraphRefusal? Head()
    {
        if (request.Method is not ("GET" or "POST"))
        {
            return Requests.Malformed("Use GET or POST.", 405) with { Allow = "GET, POST" };
        }

        if (_forms.Count == 0)
        {
            return Requests.Malformed("Accept application/graphql-response+json, application/json or text/event-stream.", 406);
        }

        if (!IsGet && !MediaTypes.IsJson(request.ContentType))
        {
            return Requests.Malformed("Send application/json in UTF-8.", 415);
        }

        return IsGet && request.HasCookieCredentials && !request.HasGuardHeader
            ? new GraphRefusal(403, new GraphError("A request with a cookie needs the guard header.") { Code = TransportCodes.CsrfRefused })
            : null;
    }

    private async ValueTask<GraphReply> OneAsync(GraphCall call, CancellationToken cancellationToken)
    {
        var (accepted, refused) = await parts.Desk.AcceptAsync(call, context, cancellationToken);
        if (accepted is null)
        {
            return Refuse(refused!);
        }

        if (WrongWay(accepted.Operation) is { } wrongWay)
        {
            return Refuse(wrongWay, accepted.Operation);
        }

        if (accepted.Operation.Kind == "subscription" || _forms[0] == ReplyForm.Events)
        {
            var (stream, tooMany) = await EventStream.OpenAsync(parts, accepted, context, _started, cancellationToken);
            return stream ?? Refuse(tooMany!, accepted.Operation);
        }

        var result = await parts.Executor.ExecuteAsync(accepted.Plan, accepted.Variables, context, cancellationToken);
        parts.Ended(accepted.Operation, _started, result);
        return Replies.Of(result, JsonForm);
    }

    private async ValueTask<GraphReply> ListAsync(List<GraphCall> calls, CancellationToken cancellationToken)
    {
        var results = new List<GraphResult>(calls.Count);
        foreach (var call in calls)
        {
            var (accepted, refused) = await parts.Desk.AcceptAsync(call, context, cancellationToken);
            if (accepted?.Operation.Kind == "subscription")
            {
                refused = new GraphRefusal(400, new GraphError("A subscription can't stand in a list.") { Code = TransportCodes.BatchRefused });
            }

            var result = refused is null ? await parts.Executor.ExecuteAsync(accepted!.Plan, accepted.Variables, context, cancellationToken) : Replies.ResultOf(refused);
            parts.Ended(accepted?.Operation, _started, result);
            results.Add(result);
        }

        return Replies.Of(results, JsonForm);
    }

    private GraphRefusal? WrongWay(GraphOperation operation) => operation.Kind switch
    {
        "mutation" when IsGet => Requests.Malformed("A mutation needs POST.", 405) with { Allow = "POST" },
        "subscription" when !_forms.Contains(ReplyForm.Events) => Requests.Malformed("A subscription needs Accept: text/event-stream, or a socket.", 406),
        _ => null,
    };

    private GraphReply Refuse(GraphRefusal refused, GraphOperation? operation = null)
    {
        parts.Refused(operation, _started, refused);
        return Replies.Of(refused, JsonForm);
    }
}
