using System.Collections.Concurrent;
using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Hub;
using Banyan.Wire.Translation;

namespace Banyan.Gateway.Upstreams.Fetching;

/// <summary>Fetches the pictures of an ask for an upstream that takes only bytes: each address once, four at a time, within the exchange's deadline.</summary>
internal sealed class ImageInliner(ImageFetcher fetcher, TimeProvider time)
{
    private const int MostImages = 16;
    private const int AtOnce = 4;

    // Base64 and the copies on the way make a multiple of it.
    private const long MostBytesTogether = 64L * 1024 * 1024;

    /// <summary>Fetches pictures.</summary>
    /// <param name="ask">What the ask means: tells where each picture stands.</param>
    /// <param name="addresses">The addresses to fetch, without duplicates, as told by <see cref="Translator.UrlsToInline"/>.</param>
    /// <param name="deadline">When the exchange must have ended.</param>
    /// <param name="cancellationToken">The caller left.</param>
    public async ValueTask<FetchOutcome> FetchAsync(HubAsk ask, IReadOnlyList<string> addresses, Deadline deadline, CancellationToken cancellationToken)
    {
        if (addresses.Count > MostImages)
        {
            return Refused(ask, addresses[MostImages], "at most 16 pictures by address can be carried to this model");
        }

        using var bound = new CancellationTokenSource(deadline.Left, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, bound.Token);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(either.Token);
        var fetching = new Fetching(fetcher, enough);
        try
        {
            await Parallel.ForEachAsync(addresses, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = enough.Token }, fetching.OneAsync);
        }
        catch (OperationCanceledException) when (fetching.Problem is { } problem)
        {
            return Refused(ask, problem.Address, problem.What);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new FetchOutcome(fetching.Images, new Failure(FailureKind.TimedOut, "deadline_exceeded", "The time for the whole request ran out while pictures were fetched."));
        }

        return fetching.Problem is { } late ? Refused(ask, late.Address, late.What) : new FetchOutcome(fetching.Images, null);
    }

    private static FetchOutcome Refused(HubAsk ask, string address, string problem) => new(
        new Dictionary<string, FetchedImage>(StringComparer.Ordinal),
        new Failure(FailureKind.CallerFault, "invalid_request", $"The picture can't be fetched: {problem}. Send its bytes as a data: address instead, or correct it.")
        {
            Param = ask.Turns.Select(turn => Where(turn.Parts, address)).FirstOrDefault(at => at is not null),
        });

    private static string? Where(List<HubPart> parts, string address)
    {
        foreach (var part in parts)
        {
            var at = part switch
            {
                HubImage { Url: { } url } when url.ToString() == address => part.At,
                HubResult result => Where(result.Parts, address),
                _ => null,
            };
            if (at is not null)
            {
                return at;
            }
        }

        return null;
    }

    /// <summary>One run over the addresses: the first problem ends it.</summary>
    private sealed class Fetching(ImageFetcher fetcher, CancellationTokenSource enough)
    {
        private readonly Lock _gate = new();
        private long _bytes;

        public ConcurrentDictionary<string, FetchedImage> Images { get; } = new(StringComparer.Ordinal);

        public (string Address, string What)? Problem { get; private set; }

        public async ValueTask OneAsync(string address, CancellationToken cancellationToken)
        {
            var (image, problem) = await fetcher.FetchAsync(address, cancellationToken);
            if (image is not null && Interlocked.Add(ref _bytes, image.Bytes.Length) > MostBytesTogether)
            {
                problem = "the pictures of this ask are over 64 MB together";
            }

            if (problem.Length == 0)
            {
                Images[address] = image!;
                return;
            }

            lock (_gate)
            {
                Problem ??= (address, problem);
            }

            await enough.CancelAsync();
        }
    }
}
