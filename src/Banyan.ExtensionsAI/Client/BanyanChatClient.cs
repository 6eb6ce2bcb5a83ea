using System.Net;
using System.Runtime.CompilerServices;
using Banyan.ExtensionsAI.Direct;
using Banyan.Wire.Framing;
using Microsoft.Extensions.AI;

namespace Banyan.ExtensionsAI.Client;

/// <summary>Banyan as an <see cref="IChatClient"/>, over HTTP. Thread-safe; keep one for the life of the application.</summary>
/// <remarks>
/// Tools are declared, never invoked: put a function-invoking client around it for that. What Banyan could not carry is named in the answer's
/// <c>AdditionalProperties["banyan.dropped"]</c>, its id in <c>AdditionalProperties["banyan.request_id"]</c>.
/// Throws <see cref="BanyanException"/> when Banyan refuses or an answer breaks, also midway: a cut stream never looks finished;
/// <see cref="HttpRequestException"/> when Banyan can't be reached and there is no <see cref="BanyanClientOptions.DirectFallback"/>; <see cref="NotSupportedException"/> for content Banyan has no form for.
/// </remarks>
public sealed class BanyanChatClient : IChatClient
{
    private readonly BanyanWire _wire;
    private readonly ChatClientMetadata _metadata;
    private readonly BanyanClientOptions _options;
    private readonly DirectTurn? _direct;

    /// <summary>Makes a client with connections of its own.</summary>
    public BanyanChatClient(BanyanClientOptions options)
        : this(options, Connections(), ownsInvoker: true)
    {
    }

    /// <summary>Makes a client that sends through an invoker of the application's.</summary>
    /// <param name="options">Where Banyan is and who asks.</param>
    /// <param name="invoker">Sends requests; it must follow no redirects, or the key may go elsewhere.</param>
    /// <param name="ownsInvoker">Whether disposing the client disposes the invoker.</param>
    public BanyanChatClient(BanyanClientOptions options, HttpMessageInvoker invoker, bool ownsInvoker = false)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _wire = new BanyanWire(options, invoker, ownsInvoker);
        _metadata = new ChatClientMetadata("banyan", options.BaseAddress, options.Model);
        _direct = options.DirectFallback is { } direct ? new DirectTurn(direct, _wire) : null;
    }

    /// <summary>Calls that went round Banyan and that it was not told of yet. They are told by themselves when it is reached again.</summary>
    public int UnreportedCalls => _direct?.Reports.Waiting ?? 0;

    /// <summary>Calls that went round Banyan and that nobody will tell it of: the provider said no usage, or too many waited.</summary>
    public long UnmeasuredCalls => _direct?.Reports.Untold ?? 0;

    /// <summary>Tells Banyan now of calls that went round it; before the application ends, since they wait in its memory.</summary>
    /// <returns>How many calls it was told of.</returns>
    /// <exception cref="BanyanException">It refused them; they wait on.</exception>
    /// <exception cref="HttpRequestException">It can't be reached; they wait on.</exception>
    public Task<int> ReportDirectCallsAsync(CancellationToken cancellationToken = default) => _direct?.Reports.TellAsync(cancellationToken) ?? Task.FromResult(0);

    /// <inheritdoc />
    /// <exception cref="BanyanException">Banyan refused, or its answer can't be understood.</exception>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        _direct is null ? AskAsync(messages, options, cancellationToken) : _direct.AskAsync(AskAsync, messages, options, cancellationToken);

    /// <inheritdoc />
    /// <exception cref="BanyanException">Banyan refused, told an error midway, or the stream ended before its end mark.</exception>
    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        _direct is null ? StreamAsync(messages, options, cancellationToken) : _direct.StreamAsync(StreamAsync, messages, options, cancellationToken);

    /// <inheritdoc />
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(ChatClientMetadata) ? _metadata
            : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _direct?.Dispose();
        _wire.Dispose();
    }

    private async Task<ChatResponse> AskAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        var ask = AskWriting.Write(messages, options, _options.Model, streams: false);
        using var response = await _wire.SendAsync(ask.Body, cancellationToken);
        var head = AnswerHeaders.Of(response, ask.Dropped);
        await BanyanErrors.ThrowIfRefusedAsync(response, head, cancellationToken);
        var reading = new AnswerReading(head);
        var body = await BanyanErrors.GuardAsync<byte[]>(head, token => new(response.Content.ReadAsByteArrayAsync(token)), cancellationToken);
        var updates = reading.Read(Frame.Body(body)).Concat(reading.End());
        var answer = updates.ToChatResponse();
        answer.AdditionalProperties = head.Properties();
        return answer;
    }

    private async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ask = AskWriting.Write(messages, options, _options.Model, streams: true);
        using var response = await _wire.SendAsync(ask.Body, cancellationToken);
        var head = AnswerHeaders.Of(response, ask.Dropped);
        await BanyanErrors.ThrowIfRefusedAsync(response, head, cancellationToken);
        var reading = new AnswerReading(head);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var framer = new SseFramer();
        for (var read = 1; read > 0;)
        {
            read = await BanyanErrors.GuardAsync(head, token => stream.ReadAsync(framer.GetMemory(), token), cancellationToken);
            framer.Advance(read);
            while (framer.TryRead(out var frame))
            {
                foreach (var update in reading.Read(frame))
                {
                    yield return update;
                }
            }
        }

        foreach (var update in reading.End())
        {
            yield return update;
        }
    }

    private static HttpMessageInvoker Connections() => new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(5),
        },
        disposeHandler: true);
}
