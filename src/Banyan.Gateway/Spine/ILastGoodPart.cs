namespace Banyan.Gateway.Spine;

/// <summary>One part of what a node reads of the database, as it is kept for a start without it. Read back by the very build that wrote it.</summary>
internal interface ILastGoodPart
{
    /// <summary>Its name, unique.</summary>
    string Name { get; }

    /// <summary>Whether it lets asks in: put back after all others, so that nothing comes in that they would have stopped.</summary>
    bool OpensDoors => false;

    /// <summary>What was read, as JSON; null while it was not, or where it is known that it can't be now.</summary>
    byte[]? Take();

    /// <summary>Puts it in force until the database is reached.</summary>
    /// <param name="content">What <see cref="Take"/> gave.</param>
    /// <param name="age">How long ago.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False, and nothing changes, when it no longer fits.</returns>
    /// <exception cref="System.Text.Json.JsonException">It is something else.</exception>
    ValueTask<bool> RestoreAsync(ReadOnlyMemory<byte> content, TimeSpan age, CancellationToken cancellationToken);
}
