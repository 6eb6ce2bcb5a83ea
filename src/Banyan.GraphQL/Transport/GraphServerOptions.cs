using System.Security.Claims;
using Banyan.GraphQL.Execution;
using Banyan.GraphQL.Language;
using Banyan.GraphQL.Transport.Documents;
using Banyan.GraphQL.Validation;

namespace Banyan.GraphQL.Transport;

/// <summary>How a server answers, and its limits; all of them are set by default.</summary>
public sealed record GraphServerOptions
{
    /// <summary>Who may read what. <value>Default null: everything is allowed.</value></summary>
    public IGraphAuthorizer? Authorizer { get; init; }

    /// <summary>What callers read of what resolvers throw. <value>Default null: <see cref="GraphFailureException"/> is known, the rest is <c>INTERNAL</c>.</value></summary>
    public IGraphErrors? Errors { get; init; }

    /// <summary>Meters. <value>Default null: none.</value></summary>
    public IGraphObserver? Observer { get; init; }

    /// <summary>The clock. <value>Default the system's.</value></summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where documents are kept under their hash. <value>Default null: persisted documents are off.</value></summary>
    public IDocumentStore? Documents { get; init; }

    /// <summary>Whether only documents that are in the store already are run. <value>Default false.</value></summary>
    public bool IsTrustedOnly { get; init; }

    /// <summary>Whether a caller may introspect and be told what it may have meant. <value>Default everyone.</value></summary>
    public Func<ClaimsPrincipal, bool> MayIntrospect { get; init; } = static _ => true;

    /// <summary>Whether a caller may run an operation at all, asked before it runs: 401 for the anonymous, 403 for others. <value>Default everyone, everything.</value></summary>
    public Func<ClaimsPrincipal, GraphOperation, bool> MayRun { get; init; } = static (_, _) => true;

    /// <summary>Asked once for every operation of a request before it is looked at: rate limits, budgets. <value>Default null: all are admitted.</value></summary>
    public Func<GraphContext, CancellationToken, ValueTask<GraphRefusal?>>? Admit { get; init; }

    /// <summary>Whether a caller's credentials still hold; asked while it subscribes. <value>Default always.</value></summary>
    public Func<ClaimsPrincipal, bool> IsStillValid { get; init; } = static _ => true;

    /// <summary>What counts sockets and streams: the key a caller presented. <value>Default the identity's name.</value></summary>
    public Func<ClaimsPrincipal, string> KeyOf { get; init; } = static user => user.Identity?.Name ?? "";

    /// <summary>Bytes of a request's body, or of a socket's message. <value>Default 1 MB.</value></summary>
    public int MaxRequestBytes { get; init; } = 1 << 20;

    /// <summary>Bytes of the variables in it. <value>Default 512 KB.</value></summary>
    public int MaxVariablesBytes { get; init; } = 512 << 10;

    /// <summary>Operations in one request; 1 refuses lists. <value>Default 1; at most 10.</value></summary>
    public int MaxBatch { get; init => field = Math.Clamp(value, 1, 10); } = 1;

    /// <summary>What the parser refuses.</summary>
    public ParserLimits Parsing { get; init; } = ParserLimits.Default;

    /// <summary>What a document may ask for.</summary>
    public QueryLimits Query { get; init; } = new();

    /// <summary>How long an operation, or one event of a subscription, may run. <value>Default 30 s.</value></summary>
    public TimeSpan MaxDuration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Objects, lists and leaves of one answer. <value>Default 100,000.</value></summary>
    public int MaxNodes { get; init; } = 100_000;

    /// <summary>Planned operations kept. <value>Default 1,000.</value></summary>
    public int MaxPlans { get; init; } = 1_000;

    /// <summary>Memory of planned operations kept, as estimated from their texts. <value>Default 16 MB.</value></summary>
    public long MaxPlanBytes { get; init; } = 16 << 20;

    /// <summary>Sockets of one key. <value>Default 50.</value></summary>
    public int MaxSocketsPerKey { get; init; } = 50;

    /// <summary>Operations running on one socket. <value>Default 100.</value></summary>
    public int MaxOperationsPerSocket { get; init; } = 100;

    /// <summary>Event streams of one key. <value>Default 100.</value></summary>
    public int MaxStreamsPerKey { get; init; } = 100;

    /// <summary>How long a socket may stay silent before <c>connection_init</c>. <value>Default 10 s.</value></summary>
    public TimeSpan InitTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often an open stream is written to when nothing happens. <value>Default 15 s.</value></summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often credentials of an idle subscriber are looked at again. <value>Default 1 s.</value></summary>
    public TimeSpan RightsInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Events that may wait for a subscriber. <value>Default 256.</value></summary>
    public int MaxWaitingEvents { get; init; } = 256;

    /// <summary>Bytes that may wait for a subscriber. <value>Default 1 MB.</value></summary>
    public int MaxWaitingBytes { get; init; } = 1 << 20;

    /// <summary>Signalled when the server is told to stop: feeds complete, sockets take nothing new and close with 1001 once what gives an answer has given it. How long that may take is the host's to bound. <value>Default never.</value></summary>
    public CancellationToken Stopping { get; init; }
}
