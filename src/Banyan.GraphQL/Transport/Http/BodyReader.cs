using System.Buffers;
using System.IO.Pipelines;

namespace Banyan.GraphQL.Transport.Http;

/// <summary>Reads bodies up to a bound.</summary>
internal static class BodyReader
{
    /// <summary>The operations of a body, or a refusal. What is over the bound is not read.</summary>
    public static async ValueTask<(List<GraphCall>? Calls, bool IsList, GraphRefusal? Refused)> ReadAsync(PipeReader body, GraphServerOptions options, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            if (buffer.Length > options.MaxRequestBytes)
            {
                body.AdvanceTo(buffer.End);
                return (null, false, Requests.TooLarge($"A request may have {options.MaxRequestBytes} bytes."));
            }

            if (read.IsCompleted)
            {
                var parsed = buffer.IsSingleSegment ? Requests.FromBody(buffer.FirstSpan, options) : Requests.FromBody(buffer.ToArray(), options);
                body.AdvanceTo(buffer.End);
                return parsed;
            }

            body.AdvanceTo(buffer.Start, buffer.End);
        }
    }
}
