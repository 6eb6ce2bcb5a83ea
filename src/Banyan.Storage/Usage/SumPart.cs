namespace Banyan.Storage.Usage;

/// <summary>A part of a window and where its sums are read.</summary>
/// <param name="Source">Where.</param>
/// <param name="From">The first instant.</param>
/// <param name="To">The instant after the last.</param>
internal sealed record SumPart(SumSource Source, DateTimeOffset From, DateTimeOffset To)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1), Day = TimeSpan.FromDays(1), Week = TimeSpan.FromDays(7);

    /// <summary>Cuts a window: whole weeks, then days, then hours beside them from their rollups, what is left at both ends from the rows. None overlap, and together they are the window.</summary>
    /// <param name="from">The first instant.</param>
    /// <param name="to">The instant after the last.</param>
    /// <param name="coarsest">The coarsest source that tells enough.</param>
    public static IReadOnlyList<SumPart> Of(DateTimeOffset from, DateTimeOffset to, SumSource coarsest)
    {
        var parts = new List<SumPart>();
        Cut(from, to, coarsest);
        return parts;

        void Cut(DateTimeOffset start, DateTimeOffset end, SumSource source)
        {
            if (start >= end)
            {
                return;
            }

            if (source == SumSource.Rows)
            {
                parts.Add(new SumPart(source, start, end));
                return;
            }

            var (length, finer) = source switch
            {
                SumSource.Weeks => (Week, SumSource.Days),
                SumSource.Days => (Day, SumSource.Hours),
                _ => (Hour, SumSource.Rows),
            };
            var (first, last) = (Up(start, length), Down(end, length));
            if (first >= last)
            {
                Cut(start, end, finer);
                return;
            }

            Cut(start, first, finer);
            parts.Add(new SumPart(source, first, last));
            Cut(last, end, finer);
        }
    }

    private static DateTimeOffset Down(DateTimeOffset at, TimeSpan length) => new(at.UtcTicks - (at.UtcTicks % length.Ticks), TimeSpan.Zero);

    private static DateTimeOffset Up(DateTimeOffset at, TimeSpan length) => Down(at.AddTicks(length.Ticks - 1), length);
}
