namespace Banyan.Host.Telemetry.Recording;

/// <summary>A cell and its labels as they are written.</summary>
internal sealed record Series<TCell>(TCell Cell, byte[] Labels)
    where TCell : class, ICell;
