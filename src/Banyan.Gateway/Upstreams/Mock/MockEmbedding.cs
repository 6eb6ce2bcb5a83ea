using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Usage;

namespace Banyan.Gateway.Upstreams.Mock;

/// <summary>Vectors of unit length made from hashed words, so that texts which share words are near each other.</summary>
internal static class MockEmbedding
{
    private const int Dimensions = 256;
    private const int MostDimensions = 4096;

    public static Answer Answer(Exchange exchange, MappingReport report, TimeProvider time)
    {
        var ask = exchange.Ask;
        if (ask.Dialect is not IEmbeddingDialect dialect)
        {
            return Spine.Answer.Refused(new Failure(FailureKind.CallerFault, "invalid_request", "This dialect has no embeddings."));
        }

        var hub = dialect.ReadEmbedAsk(ask, report);
        if (report.Refusal is { } unreadable)
        {
            return Spine.Answer.Refused(unreadable);
        }

        var dimensions = int.TryParse(hub.Dimensions?.Value.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var asked)
            ? Math.Clamp(asked, 1, MostDimensions)
            : Dimensions;
        var inputs = hub.Inputs.Count > 0 ? hub.Inputs.Select(text => text.ToString()) : [hub.Tokens?.Value.ToString() ?? ""];
        var made = new HubEmbedAnswer { Model = exchange.Candidate!.Model.Id, Usage = new ReportedUsage { Input = ask.Lens.EstimatedInputTokens, Output = 0 } };
        made.Vectors.AddRange(inputs.Select(text => Vector(text, dimensions)));
        exchange.Attempt!.HttpStatus = 200;
        exchange.Attempt.Observe(new FrameMeaning(FrameTraits.Content | FrameTraits.Usage | FrameTraits.Terminal, made.Usage), time);
        return Spine.Answer.From(new AnswerHead(ask.Dialect, IsStream: false, WireHeaders.None), OneFrame.OfAsync(dialect.WriteEmbedAnswer(made, hub, ask.Lens.EstimatedInputTokens)));
    }

    private static JsonRaw Vector(string text, int dimensions)
    {
        var sums = new double[dimensions];
        foreach (var word in text.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var hash = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(word)));
            sums[hash % (ulong)dimensions] += (hash >> 63) == 0 ? 1 : -1;
        }

        sums[0] += 0.001;
        var length = Math.Sqrt(sums.Sum(value => value * value));
        return JsonRaw.From($"[{string.Join(',', sums.Select(value => (value / length).ToString("0.########", CultureInfo.InvariantCulture)))}]");
    }
}
