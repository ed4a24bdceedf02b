using OrderConnector.Core.Alerting;
using OrderConnector.Portal.Acting;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Portal.Contacts;

/// <summary>The contacts.</summary>
/// <param name="Book">Contacts and branches.</param>
/// <param name="Typed">What was typed and not taken; null at first.</param>
/// <param name="Added">What was just added, with its secret; or why not.</param>
public sealed record ContactsModel(ContactBook Book, Contact? Typed, AddedContact? Added);
