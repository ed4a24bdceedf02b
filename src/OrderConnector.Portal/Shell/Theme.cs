namespace OrderConnector.Portal.Shell;

/// <summary>Light or dark.</summary>
public enum Theme
{
    /// <summary>As the device is set.</summary>
    Device,

    /// <summary>Always light.</summary>
    Light,

    /// <summary>Always dark.</summary>
    Dark,
}
