namespace Banyan.Gateway.Metering;

/// <summary>How many bytes of text one token of a model is long, asked and answered: four until its provider has reported more than that.</summary>
/// <remarks>Thread-safe. Lives as long as the process; what it learned is written into each row that was estimated with it.</remarks>
internal sealed class TokenLength
{
    // What four bytes a token weigh at the start, in tokens; and how many tokens are remembered before the older half is forgotten.
    private const double Prior = 500, Most = 400_000;
    private const double Shortest = 1, Longest = 16;
    private const int FewestBytes = 32;
    private readonly Lock _gate = new();
    private double _askedBytes = Prior * Wire.Estimator.BytesPerToken, _askedTokens = Prior;
    private double _saidBytes = Prior * Wire.Estimator.BytesPerToken, _saidTokens = Prior;

    /// <summary>The lengths as they stand, to the hundredth of a byte.</summary>
    public TokenBasis Basis
    {
        get
        {
            lock (_gate)
            {
                return new TokenBasis(Math.Round(_askedBytes / _askedTokens, 2), Math.Round(_saidBytes / _saidTokens, 2));
            }
        }
    }

    /// <summary>Learns from a report; counts that can't be those of the text (hidden instructions, pictures, tiny texts) are passed over.</summary>
    public void Learn(long askedBytes, long askedTokens, long saidBytes, long saidTokens)
    {
        lock (_gate)
        {
            Add(askedBytes, askedTokens, ref _askedBytes, ref _askedTokens);
            Add(saidBytes, saidTokens, ref _saidBytes, ref _saidTokens);
        }
    }

    private static void Add(long bytes, long tokens, ref double allBytes, ref double allTokens)
    {
        if (bytes < FewestBytes || tokens <= 0 || (double)bytes / tokens is < Shortest or > Longest)
        {
            return;
        }

        allBytes += bytes;
        allTokens += tokens;
        if (allTokens > Most)
        {
            allBytes /= 2;
            allTokens /= 2;
        }
    }
}
