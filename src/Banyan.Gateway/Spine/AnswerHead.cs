using Banyan.Wire;

namespace Banyan.Gateway.Spine;

/// <summary>What is known of an answer before its first frame.</summary>
/// <param name="Dialect">The language of the frames as they leave the outermost filter.</param>
/// <param name="IsStream">Whether frames are events of a stream; else the answer is one body.</param>
/// <param name="Headers">The upstream's headers a caller of the same dialect may see (request id, rate limits).</param>
public sealed record AnswerHead(Dialect Dialect, bool IsStream, WireHeaders Headers);
