namespace Banyan.Gateway.Metering.Reports.Advice;

/// <summary>Percentiles of few figures, between neighbours in proportion.</summary>
internal static class Percentile
{
    /// <summary>The figure below which a share of them lies; 0 of none.</summary>
    public static double Of(IEnumerable<long> figures, double share)
    {
        long[] ordered = [.. figures.Order()];
        if (ordered.Length == 0)
        {
            return 0;
        }

        var place = share * (ordered.Length - 1);
        var (below, above) = (ordered[(int)place], ordered[(int)Math.Ceiling(place)]);
        return below + ((above - below) * (place - Math.Floor(place)));
    }
}
