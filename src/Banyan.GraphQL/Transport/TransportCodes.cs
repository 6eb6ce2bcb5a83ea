namespace Banyan.GraphQL.Transport;

/// <summary>The engine's words for requests it does not execute, in <c>extensions.code</c>. They do not change.</summary>
public static class TransportCodes
{
    /// <summary>The request is malformed: its JSON, its members, its method or media types.</summary>
    public const string BadRequest = "BAD_REQUEST";

    /// <summary>The body or the variables are larger than allowed.</summary>
    public const string RequestTooLarge = "REQUEST_TOO_LARGE";

    /// <summary>A list of operations where one is allowed, or more than allowed.</summary>
    public const string BatchRefused = "BATCH_REFUSED";

    /// <summary>The document has no operation of that name, or several and none was named.</summary>
    public const string OperationNotFound = "OPERATION_NOT_FOUND";

    /// <summary>The caller must say who it is.</summary>
    public const string Unauthenticated = "UNAUTHENTICATED";

    /// <summary>A page of another site may be behind the request.</summary>
    public const string CsrfRefused = "CSRF_REFUSED";

    /// <summary>No document is stored under the hash; clients then send it whole.</summary>
    public const string PersistedQueryNotFound = "PERSISTED_QUERY_NOT_FOUND";

    /// <summary>The document is not the one its hash says.</summary>
    public const string PersistedQueryMismatch = "PERSISTED_QUERY_MISMATCH";

    /// <summary>Only registered documents are run here.</summary>
    public const string DocumentNotTrusted = "DOCUMENT_NOT_TRUSTED";

    /// <summary>More streams, sockets or subscriptions than a caller may have.</summary>
    public const string TooManySubscriptions = "TOO_MANY_SUBSCRIPTIONS";

    /// <summary>The server is told to stop and takes nothing new on a socket.</summary>
    public const string ShuttingDown = "SHUTTING_DOWN";

    /// <summary>The subscriber reads more slowly than events come.</summary>
    public const string SlowConsumer = "SLOW_CONSUMER";
}
