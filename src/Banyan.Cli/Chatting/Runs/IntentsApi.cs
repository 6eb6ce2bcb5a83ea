using System.Globalization;
using System.Text.Json;
using Banyan.Cli.Http;
using Banyan.Cli.Output;

namespace Banyan.Cli.Chatting.Runs;

/// <summary>The doors of the intent orchestrator, as one person.</summary>
internal sealed class IntentsApi(BanyanApi api, string? user)
{
    private const string Root = "intents/v1/";

    /// <summary>The person's e-mail; null for whoever the key stands for.</summary>
    public string? User => user;

    /// <summary>The same doors as somebody else.</summary>
    public IntentsApi As(string? other) => new(api, other);

    /// <summary>What the person may ask for.</summary>
    public Task<IntentsReply> CatalogueAsync(CancellationToken cancellationToken) => AskAsync(HttpMethod.Get, "catalogue", cancellationToken);

    /// <summary>Begins a conversation.</summary>
    public Task<IntentsReply> BeginAsync(CancellationToken cancellationToken) => AskAsync(HttpMethod.Post, "conversations", cancellationToken);

    /// <summary>The person's conversations, a page of them.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="after">The <c>next</c> of the page before; null for the first.</param>
    public Task<IntentsReply> ConversationsAsync(CancellationToken cancellationToken, string? after = null) =>
        AskAsync(HttpMethod.Get, after is null ? "conversations" : "conversations?after=" + Uri.EscapeDataString(after), cancellationToken);

    /// <summary>Erases everything the person said.</summary>
    public Task<IntentsReply> EraseAllAsync(CancellationToken cancellationToken) => AskAsync(HttpMethod.Delete, "conversations", cancellationToken);

    /// <summary>A conversation with its messages.</summary>
    public Task<IntentsReply> ConversationAsync(string id, CancellationToken cancellationToken) => AskAsync(HttpMethod.Get, "conversations/" + Uri.EscapeDataString(id), cancellationToken);

    /// <summary>Stops a run before its next step.</summary>
    public Task<IntentsReply> CancelAsync(string run, CancellationToken cancellationToken) => AskAsync(HttpMethod.Post, $"runs/{Uri.EscapeDataString(run)}/cancel", cancellationToken);

    /// <summary>Begins a run or carries it on, and gives the stream of its events.</summary>
    public Task<(HttpResponseMessage? Response, CliFailure? Failure)> StartAsync(RunStart start, CancellationToken cancellationToken) =>
        api.SendAsync(HttpMethod.Post, start.Path, start.Body, Headers("text/event-stream"), cancellationToken);

    /// <summary>A run's events after one that came.</summary>
    public Task<(HttpResponseMessage? Response, CliFailure? Failure)> EventsAsync(string run, long? after, CancellationToken cancellationToken) =>
        api.SendAsync(HttpMethod.Get, $"{Root}runs/{Uri.EscapeDataString(run)}/events", null, Headers("text/event-stream", after), cancellationToken);

    /// <summary>What an answer without success says.</summary>
    public async Task<CliFailure> FailureAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        ErrorAnswer.Read(response, await BanyanApi.ReadAsync(response, cancellationToken), api.Connection);

    /// <summary>Reads a whole answer.</summary>
    public async Task<IntentsReply> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var isDemo = ErrorAnswer.Header(response, "x-banyan-demo") == "true";
        var body = await BanyanApi.ReadAsync(response, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            return new IntentsReply(default, ErrorAnswer.Read(response, body, api.Connection), isDemo);
        }

        try
        {
            using var document = JsonDocument.Parse(body.Length > 0 ? body : "{}"u8.ToArray());
            return new IntentsReply(document.RootElement.Clone(), null, isDemo);
        }
        catch (JsonException)
        {
            return new IntentsReply(default, Strange(response), isDemo);
        }
    }

    private async Task<IntentsReply> AskAsync(HttpMethod method, string path, CancellationToken cancellationToken)
    {
        var body = method == HttpMethod.Post ? "{}"u8.ToArray() : null;
        var (response, failure) = await api.SendAsync(method, Root + path, body, Headers("application/json"), cancellationToken);
        using (response)
        {
            return response is null ? new IntentsReply(default, failure, false) : await ReadAsync(response, cancellationToken);
        }
    }

    private CliFailure Strange(HttpResponseMessage response) => new(
        ExitCode.Failed,
        "unexpected_answer",
        $"{api.Connection.Address} answered something that is no JSON.",
        ErrorAnswer.Hint("unexpected_answer", isBanyan: false),
        ErrorAnswer.Header(response, "x-request-id"));

    private List<(string Name, string Value)> Headers(string accept, long? after = null)
    {
        var headers = new List<(string, string)> { ("accept", accept) };
        if (user is not null)
        {
            headers.Add(("x-banyan-user", user));
        }

        if (after is { } last)
        {
            headers.Add(("last-event-id", last.ToString(CultureInfo.InvariantCulture)));
        }

        return headers;
    }
}
