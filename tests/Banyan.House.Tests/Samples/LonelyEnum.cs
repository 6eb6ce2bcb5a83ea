namespace Banyan.House.Tests.Samples;

internal enum LonelyEnum
{
    None,
}
