using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Banyan.Gateway.Tools.Calling;
using Banyan.Wire.Mcp;

namespace Banyan.Gateway.Tools.Mcp;

/// <summary>Speaks with MCP servers: one session for each, opened when it is needed and again when the server forgot it.</summary>
internal sealed class McpDial(ToolHttp http, CallSigner signer)
{
    private const int LargestAnswer = 1024 * 1024;
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly ConcurrentDictionary<Guid, string> _sessions = new();
    private int _id;

    /// <summary>The clock.</summary>
    public TimeProvider Time => http.Time;

    /// <summary>Asks one thing.</summary>
    /// <param name="server">Whom.</param>
    /// <param name="message">What, given the request's id.</param>
    /// <param name="timeout">How long each request may take.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The result; or what went wrong, and how.</returns>
    public async Task<(McpReply Reply, CallFault Fault)> AskAsync(McpServer server, Func<int, byte[]> message, TimeSpan timeout, CancellationToken cancellationToken)
    {
        for (var isAgain = false; ; isAgain = true)
        {
            if (!_sessions.TryGetValue(server.Id, out var session))
            {
                var (opened, problem, fault) = await OpenAsync(server, timeout, cancellationToken);
                if (problem is not null)
                {
                    return (new McpReply(null, problem), fault);
                }

                session = _sessions[server.Id] = opened!;
            }

            var (answer, reply) = await SendAsync(server, session, message, timeout, cancellationToken);

            // 404 says that the session is over and nothing was done; 401 may be a token that was renewed since: secrets are read anew for each request.
            if (!isAgain && answer.Status is (int)HttpStatusCode.NotFound or (int)HttpStatusCode.Unauthorized)
            {
                _sessions.TryRemove(server.Id, out _);
                continue;
            }

            return (reply ?? new McpReply(null, Problem(answer)), answer.Fault);
        }
    }

    private async Task<(string? Session, string? Problem, CallFault Fault)> OpenAsync(McpServer server, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var (answer, reply) = await SendAsync(server, null, McpText.Initialize, timeout, cancellationToken);
        if (reply?.Result is null)
        {
            return (null, reply?.Problem ?? Problem(answer), answer.Fault);
        }

        await PostAsync(server, answer.Session ?? "", McpText.Initialized(), timeout, null, cancellationToken);
        return (answer.Session ?? "", null, CallFault.None);
    }

    private async Task<(CallAnswer Answer, McpReply? Reply)> SendAsync(McpServer server, string? session, Func<int, byte[]> message, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _id);
        var answer = await PostAsync(server, session, message(id), timeout, body => McpReply.Find(body, isStream: true, id) is not null, cancellationToken);
        return (answer, answer.IsOk ? McpReply.Find(answer.Body, answer.MediaType == "text/event-stream", id) : null);
    }

    private async Task<CallAnswer> PostAsync(McpServer server, string? session, byte[] body, TimeSpan timeout, Func<ReadOnlyMemory<byte>, bool>? isWhole, CancellationToken cancellationToken)
    {
        if (http.Read(server.Url) is not { } address)
        {
            return CallAnswer.Broke(CallFault.Refused, "its address may not be called");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Version = HttpVersion.Version11, Content = new ByteArrayContent(body) { Headers = { ContentType = Json } } };
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        request.Headers.TryAddWithoutValidation("User-Agent", "Banyan");
        if (session is not null)
        {
            request.Headers.TryAddWithoutValidation("MCP-Protocol-Version", McpText.Version);
        }

        if (session is { Length: > 0 })
        {
            request.Headers.TryAddWithoutValidation("Mcp-Session-Id", session);
        }

        return signer.SignByName(request, server.AuthRef, Guid.CreateVersion7(http.Time.GetUtcNow()).ToString("D"), body) is { } unsigned
            ? CallAnswer.Broke(CallFault.Refused, unsigned)
            : await http.SendAsync(request, timeout, LargestAnswer, cancellationToken, isWhole);
    }

    private static string Problem(CallAnswer answer) => answer switch
    {
        { Fault: not CallFault.None } => answer.Problem,
        { Status: 401, Challenge: { } challenge } => $"status 401; it wants: {Executing.Redaction.Short(challenge, 300)}",
        { IsOk: true } => "it answered nothing that MCP knows",
        _ => $"status {answer.Status}",
    };
}
