using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Tools.Looping;

/// <summary>Asks models and runs the tools they call, until an answer is there. Stands around <see cref="IGateway"/>: each model call is an exchange of its own.</summary>
public interface IToolLoop
{
    /// <summary>Answers an ask with Banyan's tools beside the caller's own.</summary>
    /// <param name="exchange">The ask, in any language; it is the first model call itself.</param>
    /// <param name="tools">Names of the tools that may be called. None: the gateway alone answers.</param>
    /// <param name="cancellationToken">The caller left.</param>
    /// <returns>One answer in the caller's language, streamed if asked for: text of every turn, calls of the caller's own tools, the sum of all usage.
    /// <c>not_allowed</c> for a tool that is not granted, before anything is spent; <c>invalid_request</c> for one that is not there.</returns>
    ValueTask<Answer> AskAsync(Exchange exchange, IReadOnlyList<string> tools, CancellationToken cancellationToken);
}
