using System.Text.Json;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Nodes.Starting;

/// <summary>What a node had read of the database at one instant: all parts of it or none, so that no key is let in without the switch that stops it.</summary>
/// <param name="Build">The build that wrote it; no other one takes it.</param>
/// <param name="At">When all of it was last seen to agree with the database.</param>
/// <param name="Parts">Each part's JSON by its name.</param>
internal sealed record LastGood(Guid Build, DateTimeOffset At, IReadOnlyDictionary<string, byte[]> Parts)
{
    private static readonly Guid ThisBuild = typeof(LastGood).Module.ModuleVersionId;

    /// <summary>Takes all parts; null while one was not read.</summary>
    public static LastGood? Take(IReadOnlyList<ILastGoodPart> parts, DateTimeOffset now)
    {
        var taken = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            if (part.Take() is not { } content)
            {
                return null;
            }

            taken.Add(part.Name, content);
        }

        return new LastGood(ThisBuild, now, taken);
    }

    /// <summary>Reads one that was written; null when it is none.</summary>
    public static LastGood? Read(ReadOnlySpan<byte> content)
    {
        try
        {
            return JsonSerializer.Deserialize(content, LastGoodJson.Default.LastGood);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes it.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, LastGoodJson.Default.LastGood);

    /// <summary>Puts all parts in force, what lets asks in at last.</summary>
    /// <returns>False when another build wrote it, or when a part no longer fits: nobody is let in then.</returns>
    public async Task<bool> RestoreAsync(IReadOnlyList<ILastGoodPart> parts, TimeSpan age, CancellationToken cancellationToken)
    {
        if (Build != ThisBuild || parts.Any(part => !Parts.ContainsKey(part.Name)))
        {
            return false;
        }

        try
        {
            foreach (var part in parts.OrderBy(part => part.OpensDoors))
            {
                if (!await part.RestoreAsync(Parts[part.Name], age, cancellationToken))
                {
                    return false;
                }
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
