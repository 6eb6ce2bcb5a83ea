using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json;
using Banyan.GraphQL.Execution;
using Banyan.GraphQL.Execution.Results;

namespace Banyan.GraphQL.Transport.Http;

/// <summary>Makes replies of results and refusals.</summary>
internal static class Replies
{
    private static readonly KeyValuePair<string, string> NoStore = KeyValuePair.Create("Cache-Control", "no-store");
    private static readonly KeyValuePair<string, string> NoSniff = KeyValuePair.Create("X-Content-Type-Options", "nosniff");

    /// <summary>Headers every JSON reply of that form has.</summary>
    private static readonly KeyValuePair<string, string>[] Json = [KeyValuePair.Create("Content-Type", "application/json; charset=utf-8"), NoStore, NoSniff];

    private static readonly KeyValuePair<string, string>[] GraphResponse = [KeyValuePair.Create("Content-Type", "application/graphql-response+json; charset=utf-8"), NoStore, NoSniff];

    private static readonly KeyValuePair<string, string>[] Events =
        [KeyValuePair.Create("Content-Type", "text/event-stream; charset=utf-8"), NoStore, NoSniff, KeyValuePair.Create("X-Accel-Buffering", "no")];

    /// <summary>An executed operation's, or that of one whose variables did not fit.</summary>
    public static GraphReply Of(GraphResult result, ReplyForm form) => new(
        result.HasRun || form == ReplyForm.Json ? 200 : 400, HeadersOf(form), isStream: false, (output, cancellationToken) => WriteAsync([result], isList: false, output, cancellationToken));

    /// <summary>Several operations', in their order.</summary>
    public static GraphReply Of(IReadOnlyList<GraphResult> results, ReplyForm form) =>
        new(200, HeadersOf(form), isStream: false, (output, cancellationToken) => WriteAsync(results, isList: true, output, cancellationToken));

    /// <summary>A stream of events.</summary>
    public static GraphReply Stream(Func<PipeWriter, CancellationToken, ValueTask> write) => new(200, Events, isStream: true, write);

    /// <summary>A refusal.</summary>
    public static GraphReply Of(GraphRefusal refused, ReplyForm form)
    {
        List<KeyValuePair<string, string>> headers = [.. HeadersOf(form)];
        if (refused.Allow is { } allow)
        {
            headers.Add(KeyValuePair.Create("Allow", allow));
        }

        if (refused.RetryAfter is { } wait)
        {
            headers.Add(KeyValuePair.Create("Retry-After", Math.Ceiling(Math.Max(0, wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture)));
        }

        var status = refused.IsOfDocument && form == ReplyForm.Json ? 200 : refused.Status;
        return new GraphReply(status, headers, isStream: false, (output, cancellationToken) => WriteAsync([ResultOf(refused)], isList: false, output, cancellationToken));
    }

    /// <summary>A refusal as a result without data.</summary>
    public static GraphResult ResultOf(GraphRefusal refused) => GraphResult.Refused([refused.Error, .. refused.More]);

    private static KeyValuePair<string, string>[] HeadersOf(ReplyForm form) => form == ReplyForm.GraphResponse ? GraphResponse : Json;

    private static async ValueTask WriteAsync(IReadOnlyList<GraphResult> results, bool isList, PipeWriter output, CancellationToken cancellationToken)
    {
        await using (var writer = new Utf8JsonWriter(output, ResultWriter.Options))
        {
            if (isList)
            {
                writer.WriteStartArray();
            }

            foreach (var result in results)
            {
                result.WriteTo(writer);
                result.Dispose();
            }

            if (isList)
            {
                writer.WriteEndArray();
            }
        }

        await output.FlushAsync(cancellationToken);
    }
}
