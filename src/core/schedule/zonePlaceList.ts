// Made by `npm run generate` from the packages @vvo/tzdb and city-timezones (both MIT). Change it there.

/**
 * Zones with the country that they are in (ISO 3166-1) and its cities with more than 300,000 people, the largest first,
 * less the city that the zone is named after. `~` before the country: an old name, which IANA keeps for old files only.
 */
export const zonePlaceList = `
Africa/Abidjan CI Bouake
Africa/Accra GH Kumasi|Tamale
Africa/Addis_Ababa ET Nazret
Africa/Algiers DZ Oran|Constantine|Chlef|Arak|Blida|Annaba
Africa/Asmara ER
Africa/Asmera ~ER
Africa/Bamako ML
Africa/Bangui CF
Africa/Banjul GM
Africa/Bissau GW
Africa/Blantyre MW Lilongwe
Africa/Brazzaville CG Pointe-Noire
Africa/Bujumbura BI
Africa/Cairo EG Alexandria|El Giza|Bur Said|Luxor|El Mansura|Suez|Ismailia|Asyut|Tanta|Sohag|Damanhûr|El Minya|Beni Suef|El Faiyum
Africa/Casablanca MA Rabat|Fez|Marrakesh|Agadir|Tangier|Meknes|Kenitra|Oujda|Safi
Africa/Ceuta ES
Africa/Conakry GN
Africa/Dakar SN
Africa/Dar_es_Salaam TZ Mwanza|Moshi|Zanzibar|Arusha
Africa/Djibouti DJ
Africa/Douala CM Yaounde|Bamenda|Garoua
Africa/El_Aaiun EH
Africa/Freetown SL
Africa/Gaborone BW
Africa/Harare ZW Bulawayo|Chitungwiza
Africa/Johannesburg ZA Cape Town|Durban|Benoni|Pretoria|Port Elizabeth|Vereeniging|Pietermaritzburg|Bloemfontein|East London
Africa/Juba SS
Africa/Kampala UG
Africa/Khartoum SD Omdurman|Port Sudan|Niyala|Kassala|El Obeid|Medani
Africa/Kigali RW
Africa/Kinshasa CD Kikwit
Africa/Lagos NG Kano|Ibadan|Kaduna|Port Harcourt|Benin City|Ikare|Aba|Abuja|Zaria|Jos|Maiduguri|Ilorin|Enugu|Warri|Sokoto|Ogbomosho|Uyo|Ife|Oyo|Ado Ekiti|Abeokuta|Katsina|Akure|Oshogbo|Awka|Calabar
Africa/Libreville GA
Africa/Lome TG
Africa/Luanda AO Huambo
Africa/Lubumbashi CD Mbuji-Mayi|Kananga|Kisangani|Likasi|Kolwezi|Bukavu
Africa/Lusaka ZM Kitwe|Ndola
Africa/Malabo GQ
Africa/Maputo MZ Beira|Matola|Nampula
Africa/Maseru LS
Africa/Mbabane SZ
Africa/Mogadishu SO Hargeysa
Africa/Monrovia LR
Africa/Nairobi KE Mombasa|Nakuru|Kisumu
Africa/Ndjamena TD
Africa/Niamey NE
Africa/Nouakchott MR
Africa/Ouagadougou BF Bobo Dioulasso
Africa/Porto-Novo BJ Cotonou
Africa/Sao_Tome ST
Africa/Timbuktu ~CI
Africa/Tripoli LY Banghazi|Misratah
Africa/Tunis TN Sfax
Africa/Windhoek NA
America/Adak US
America/Anchorage US
America/Anguilla AI
America/Antigua AG
America/Araguaina BR
America/Argentina/Buenos_Aires AR Mar del Plata|La Plata
America/Argentina/Catamarca AR
America/Argentina/ComodRivadavia ~AR
America/Argentina/Cordoba AR Rosario|Santa Fe|Resistencia|Corrientes|Posadas|Santiago del Estero
America/Argentina/Jujuy AR
America/Argentina/La_Rioja AR
America/Argentina/Mendoza AR
America/Argentina/Rio_Gallegos AR
America/Argentina/Salta AR
America/Argentina/San_Juan AR
America/Argentina/San_Luis AR
America/Argentina/Tucuman AR
America/Argentina/Ushuaia AR
America/Aruba AW
America/Asuncion PY San Lorenzo|Ciudad del Este
America/Atikokan CA
America/Atka ~US
America/Bahia BR Salvador|Feira de Santana
America/Bahia_Banderas MX
America/Barbados BB
America/Belem BR Vila Velha|Macapá
America/Belize BZ
America/Blanc-Sablon CA
America/Boa_Vista BR
America/Bogota CO Medellin|Cali|Barranquilla|Cartagena|Bucaramanga|Cucuta|Soledad|Pereira|Bello|Santa Marta|Ibague|Pasto|Manizales|Villavicencio|Neiva|Armenia
America/Boise US
America/Buenos_Aires ~AR
America/Cambridge_Bay CA
America/Campo_Grande BR
America/Cancun MX
America/Caracas VE Maracaibo|Valencia|Maracay|Barquisimeto|Ciudad Guayana|Puerto la Cruz|Barcelona|Maturin|San Cristobal|Cabimas|Ciudad Bolivar|Los Teques
America/Catamarca ~AR
America/Cayenne GF
America/Cayman KY
America/Chicago US Houston|Dallas|Minneapolis|San Antonio|Saint Louis|Fort Worth|Milwaukee|Kansas City|Austin|Memphis|Nashville|Birmingham|Tulsa|Oklahoma City|Omaha|Arlington|New Orleans|Saint Paul|Pasadena|Wichita|Joliet|Gary|Laredo|Baton Rouge
America/Chihuahua MX
America/Ciudad_Juarez MX
America/Coral_Harbour ~PA
America/Cordoba ~AR
America/Costa_Rica CR San Jose
America/Coyhaique CL
America/Creston CA
America/Cuiaba BR
America/Curacao CW
America/Danmarkshavn GL
America/Dawson CA
America/Dawson_Creek CA
America/Denver US Albuquerque|El Paso|Salt Lake City|Aurora|Colorado Springs
America/Detroit US Grand Rapids
America/Dominica DM
America/Edmonton CA Calgary
America/Eirunepe BR
America/El_Salvador SV San Salvador
America/Ensenada ~MX
America/Fort_Nelson CA
America/Fort_Wayne ~US
America/Fortaleza BR Natal|Joao Pessoa|Teresina|São Luís|Campina Grande
America/Glace_Bay CA
America/Godthab ~GL
America/Goose_Bay CA
America/Grand_Turk TC
America/Grenada GD
America/Guadeloupe GP
America/Guatemala GT Quetzaltenango
America/Guayaquil EC Quito
America/Guyana GY
America/Halifax CA
America/Havana CU Santiago de Cuba|Camaguey|Holguin
America/Hermosillo MX Mazatlán
America/Indiana/Indianapolis US
America/Indiana/Knox US
America/Indiana/Marengo US
America/Indiana/Petersburg US
America/Indiana/Tell_City US
America/Indiana/Vevay US
America/Indiana/Vincennes US
America/Indiana/Winamac US
America/Indianapolis ~US
America/Inuvik CA
America/Iqaluit CA
America/Jamaica JM Kingston
America/Jujuy ~AR
America/Juneau US
America/Kentucky/Louisville US
America/Kentucky/Monticello US
America/Knox_IN ~US
America/Kralendijk BQ
America/La_Paz BO Santa Cruz|Cochabamba
America/Lima PE Callao|Arequipa|Chiclayo|Trujillo|Iquitos|Huancayo|Piura|Cusco|Chimbote|Pucallpa
America/Los_Angeles US San Francisco|San Diego|Seattle|Irvine|San Jose|Long Beach|Portland|Las Vegas|Sacramento|San Bernardino|Oakland|Fresno|Stockton|Tacoma|Oceanside|Bakersfield|San Mateo|Vancouver
America/Louisville ~US
America/Lower_Princes SX
America/Maceio BR Aracaju
America/Managua NI
America/Manaus BR Natal
America/Marigot MF
America/Martinique MQ
America/Matamoros MX Reynosa
America/Mazatlan MX Culiacan
America/Mendoza ~AR
America/Menominee US
America/Merida MX
America/Metlakatla US
America/Mexico_City MX Guadalajara|Puebla|Leon|Toluca|Nezahualcoyotl|San Luis Potosi|Queretaro|Aguascalientes|Acapulco|Morelia|Cuernavaca|Veracruz|Tuxtla Gutierrez|Xalapa|Oaxaca|Villahermosa|Celaya|Irapuato|Pachuca
America/Miquelon PM
America/Moncton CA
America/Monterrey MX Torreon|Saltillo|Tampico|Durango|Gomez Palacio
America/Montevideo UY
America/Montreal ~CA
America/Montserrat MS
America/Nassau BS
America/New_York US Philadelphia|Miami|Boston|Atlanta|Washington, D.C.|Pittsburgh|Baltimore|Tampa|Cleveland|Fort Lauderdale|Columbus|Cincinnati|Charlotte|Jacksonville|Virginia Beach|Raleigh|Orlando|New Haven|West Palm Beach|Providence|Buffalo|Norfolk|Bridgeport|Richmond|Saint Petersburg|Hartford|Albany|Rochester|Dayton|Akron|Stamford|Knoxville|Lowell|Syracuse|Toledo|Sarasota|Covington|Greensboro|Allentown
America/Nipigon ~CA
America/Nome US
America/Noronha BR
America/North_Dakota/Beulah US
America/North_Dakota/Center US
America/North_Dakota/New_Salem US
America/Nuuk GL
America/Ojinaga MX Ciudad Juárez
America/Panama PA Panama City
America/Pangnirtung ~CA
America/Paramaribo SR
America/Phoenix US Mesa|Tucson|Glendale
America/Port-au-Prince HT
America/Port_of_Spain TT
America/Porto_Acre ~BR
America/Porto_Velho BR
America/Puerto_Rico PR San Juan
America/Punta_Arenas CL
America/Rainy_River ~CA
America/Rankin_Inlet CA
America/Recife BR Jaboatao|Olinda
America/Regina CA
America/Resolute CA
America/Rio_Branco BR
America/Rosario ~AR
America/Santa_Isabel ~MX
America/Santarem BR
America/Santiago CL Concepcion|Valparaiso|Vina del Mar
America/Santo_Domingo DO Santiago
America/Sao_Paulo BR Rio de Janeiro|Belo Horizonte|Brasilia|Porto Alegre|Curitiba|Campinas|Goiania|Santos|Vitória|Niteroi|Nova Iguacu|Duque de Caxias|Vila Velha|Joinville|Sao Jose dos Campos|Santo Andre|Florianopolis|Sorocaba|Novo Hamburgo|Ribeirao Preto|Londrina|Uberlandia|Sao Jose dos Pinhais|Canoas|Juiz de Fora|Jundiai|Campos|Caxias do Sul|Foz do Iguacu|Sao Jose do Rio Preto|Volta Redonda|Americana|Piracicaba|Taubate|Maringa|Ipatinga|Bauru|Montes Claros
America/Scoresbysund GL
America/Shiprock ~US
America/Sitka US
America/St_Barthelemy BL
America/St_Johns CA
America/St_Kitts KN
America/St_Lucia LC
America/St_Thomas VI
America/St_Vincent VC
America/Swift_Current CA
America/Tegucigalpa HN San Pedro Sula
America/Thule GL
America/Thunder_Bay ~CA
America/Tijuana MX Mexicali
America/Toronto CA Montréal|Ottawa|Hamilton|Québec|Kitchener|Oshawa|London
America/Tortola VG
America/Vancouver CA
America/Virgin ~VI
America/Whitehorse CA
America/Winnipeg CA
America/Yakutat US
America/Yellowknife ~CA
Antarctica/Casey AQ
Antarctica/Davis AQ
Antarctica/DumontDUrville AQ
Antarctica/Macquarie AU
Antarctica/Mawson AQ
Antarctica/McMurdo AQ
Antarctica/Palmer AQ
Antarctica/Rothera AQ
Antarctica/South_Pole ~NZ
Antarctica/Syowa AQ
Antarctica/Troll AQ
Antarctica/Vostok AQ
Arctic/Longyearbyen SJ
Asia/Aden YE Sanaa|Taizz|Al Hudaydah
Asia/Almaty KZ Shymkent|Qaraghandy|Astana|Taraz|Pavlodar|Semey
Asia/Amman JO Az Zarqa|Irbid
Asia/Anadyr RU
Asia/Aqtau KZ
Asia/Aqtobe KZ
Asia/Ashgabat TM
Asia/Ashkhabad ~TM
Asia/Atyrau KZ
Asia/Baghdad IQ Mosul|Basra|Irbil|As Sulaymaniyah|Dahuk|An Najaf|Kirkuk|Al Hillah|Karbala|An Nasiriyah|Ad Diwaniyah|Al Amarah|Al Kut
Asia/Bahrain BH Manama
Asia/Baku AZ Ganca
Asia/Bangkok TH Samut Prakan
Asia/Barnaul RU
Asia/Beirut LB Trablous
Asia/Bishkek KG
Asia/Brunei BN
Asia/Calcutta ~IN
Asia/Chita RU
Asia/Choibalsan ~MN
Asia/Chongqing ~CN
Asia/Chungking ~CN
Asia/Colombo LK
Asia/Dacca ~BD
Asia/Damascus SY Aleppo|Hims|Hamah|Al Ladhiqiyah|Douma
Asia/Dhaka BD Chittagong|Khulna|Rajshahi|Comilla|Mymensingh
Asia/Dili TL
Asia/Dubai AE Sharjah|Abu Dhabi|Al Ayn
Asia/Dushanbe TJ
Asia/Famagusta CY
Asia/Gaza PS
Asia/Harbin ~CN
Asia/Hebron PS
Asia/Ho_Chi_Minh VN Ho Chi Minh City|Hanoi|Haiphong|Da Nang|Can Tho|Bien Hoa|Hue|Qui Nhon|Vinh|Thai Nguyen|Nha Trang|Viet Tri
Asia/Hong_Kong HK
Asia/Hovd MN
Asia/Irkutsk RU Ulan Ude
Asia/Istanbul ~TR
Asia/Jakarta ID Surabaya|Bandung|Bekasi|Medan|Palembang|Semarang|Cilacap|Bandar Lampung|Bogor|Padang|Malang|Pekanbaru|Yogyakarta|Surakarta|Jambi|Binjai|Bengkulu|Banda Aceh|Pasuruan|Bukittinggi
Asia/Jayapura ID
Asia/Jerusalem IL Tel Aviv-Yafo|Haifa
Asia/Kabul AF Kandahar|Herat|Jalalabad|Mazar-e Sharif
Asia/Kamchatka RU
Asia/Karachi PK Lahore|Faisalabad|Saidu|Rawalpindi|Multan|Gujranwala|Hyderabad|Peshawar|Abbottabad|Quetta|Islamabad|Bannu|Bahawalpur|Sargodha|Sialkote|Sukkur|Larkana|Sheikhu Pura|Rahim Yar Khan|Jhang|Gujrat|Mardan
Asia/Kashgar ~CN
Asia/Kathmandu NP
Asia/Katmandu ~NP
Asia/Khandyga RU
Asia/Kolkata IN Mumbai|Delhi|Bengaluru|Chennai|Hyderabad|Ahmedabad|Pune|Surat|Kanpur|Haora|Jaipur|Lucknow|Nagpur|Indore|Patna|Bhopal|Ludhiana|Vadodara|Kalyan|Agra|Faridabad|Nasik|Asansol|Coimbatore|Meerut|Vishakhapatnam|Ghaziabad|Varanasi|Rajkot|Jabalpur|Amritsar|Prayagraj|Madurai|Bhilai|Chhatrapati Sambhajinagar|Kochi|Srinagar|Warangal|Sholapur|Vijayawada|Jodhpur|Jamshedpur|Chandigarh|Ranchi|Gwalior|Mysuru|Thiruvananthapuram|Tiruchirappalli|Hubballi|Salem|Jullundur|Bhubaneshwar|Kota|Bareilly|Aligarh|Atal Nagar|Moradabad|Bhiwandi|Dhanbad|Kozhikode|Gorakhpur|Amravati|Kolhapur|Dehra Dun|Jammu|Jhansi|Belagavi|Sangli|Mangaluru|Nanded|Cuttack|Malegaon|Raurkela|Ajmer|Tiruppur|Nellore|Guntur|Siliguri|Bhavnagar|Guwahati|Tirunelveli|Shivamogga|Bikaner|Ujjain|Saharanpur|Bhatpara|Gulbarga|Davangere|Akola|Chandrapur|Udaipur|Bilaspur|Tuticorin|Gaya|Hisar|Dhule|Kollam|Ballari|Ahmednagar|Shillong|Latur|Bhagalpur|Bhilwara|Tumakuru|Kurnool|Muzaffarnagar|Nizamabad|Rajapalaiyam|Parbhani|Muzaffarpur|Mathura|Patiala|Brahmapur|Shahjahanpur|Sikar|New Delhi|Rohtak|Firozabad|Rajamahendravaram|Barddhaman
Asia/Krasnoyarsk RU
Asia/Kuala_Lumpur MY George Town|Kelang|Johor Bahru|Ipoh|Malacca|Shah Alam|Butterworth|Kota Baharu|Seremban|Kuantan|Kuala Terengganu
Asia/Kuching MY Kota Kinabalu|Sandakan
Asia/Kuwait KW
Asia/Macao ~MO
Asia/Macau MO
Asia/Magadan RU
Asia/Makassar ID Ujungpandang|Bandjarmasin|Denpasar|Palu|Samarinda|Manado|Balikpapan|Mataram
Asia/Manila PH Quezon City|Davao|Cagayan de Oro|Cebu|General Santos|Bacolod|Zamboanga|Iligan|Naga|Pasay City|Iloilo|Baguio City|Batangas|Legazpi|Angeles
Asia/Muscat OM
Asia/Nicosia CY
Asia/Novokuznetsk RU Kemerovo
Asia/Novosibirsk RU
Asia/Omsk RU
Asia/Oral KZ
Asia/Phnom_Penh KH
Asia/Pontianak ID
Asia/Pyongyang KP Nampo|Hamhung|Hungnam|Chongjin|Sunchon|Wonsan|Kaesong
Asia/Qatar QA Doha
Asia/Qostanay KZ
Asia/Qyzylorda KZ
Asia/Rangoon ~MM
Asia/Riyadh SA Jeddah|Ad Damman|Makkah|Medina|Al Hillah|At Taif|Al Hufuf|Tabuk|Buraydah|Hail|Najran
Asia/Saigon ~VN
Asia/Sakhalin RU
Asia/Samarkand UZ Samarqand|Qarshi
Asia/Seoul KR Busan|Incheon|Daegu|Daejeon|Gwangju|Changwon|Suwon|Ulsan|Songnam|Goyang|Puch'on|Cheongju|Ansan|Jeonju|Pohang|Jeju|Yeosu
Asia/Shanghai CN Beijing|Guangzhou|Wuhan|Tianjin|Chongqing|Dongguan|Shenzhen|Shenyeng|Chengdu|Xian|Harbin|Nanjing|Hechi|Changchun|Taiyuan|Dalian|Hangzhou|Zhangzhou|Jinan|Guiyang|Changsha|Zhengzhou|Lanzhou|Qingdao|Shijianzhuang|Xiangtan|Nanchong|Jilin|Nanchang|Kunming|Suzhou|Fuzhou|Zibo|Shuyang|Tangshan|Hefei|Wanzhou|Xuzhou|Taian|Wenzhou|Haikou|Luoyang|Xiamen|Luzhou|Handan|Nanning|Shantou|Datong|Liuzhou|Fushun|Wuxi|Suining|Anshan|Yantai|Xinyang|Luan|Jinxi|Ningbo|Qiqihar|Hohhot|Huainan|Baotou|Ganzhou|Linyi|Zaozhuang|Changzhou|Xianyang|Nanyang|Baoding|Ankang|Zhuhai|Neijiang|Maanshan|Changde|Yichun|Weifang|Shangqiu|Xinyi|Mudangiang|Daqing|Jianmen|Baoshan|Benxi|Shangrao|Huaiyin|Huaibei|Xining|Xiantao|Zigong|Zhuzhou|Hengyang|Lupanshui|Zhucheng|Qinhuangdao|Kaifeng|Xuanzhou|Yangquan|Pingdingshan|Yancheng|Anyang|Mianyang|Yueyang|Quanzhou|Xinxiang|Guilin|Jining|Chifeng|Nantong|Lingyuan|Zhangjiakou|Baoji|Heze|Foshan|Jiamusi|Jinzhou|Yiyang|Fuyang|Xiangfan|Yangjiang|Dandong|Zhenjiang|Liaoyang|Bengbu|Fuxin|Jiaxing|Lianyungang|Qingyuan|Changzhi|Yongzhou|Huzhou|Langfang|Yingkow|Huangshi|Jiaozuo|Jixi|Yichang|Shaoguan|Pingxiang|Puyang|Wuhu|Hegang|Zunyi|Yinchuan|Leshan|Shiyan|Zhanyi|Tianshui|Yulin|Jinhua|Taizhou|Xiangtai|Anshun|Shaoxing|Tongliao|Yibin|Beihai|Rizhao|Jiujiang|Yangzhou|Xingyi|Yuci|Linfen|Jiangmen|Siping|Cangzhou|Jincheng|Shashi|Xinyu|Shuangyashan|Wuwei|Jian|Liaoyuan|Jiaojing|Anqing|Zhaotang|Hengshui|Xuchang|Panzhihua|Chaoyang|Tongling|Chaozhou|Zhaoqing|Luohe|Zhuozhou|Shuozhou|Yanji|Jingmen|Qitaihe|Xuanhua|Jingdezhen|Dezhou|Chengde|Zhoukou|Putian|Changping|Linxia|Longyan|Weihai|Longxi|Wuzhou|Baicheng|Yaan|Tieling|Baishan|Guangyuan|Mengzi|Wafangdian
Asia/Singapore SG
Asia/Srednekolymsk RU
Asia/Taipei TW New Taipei|Kaohsiung|Taichung|Tainan|Zhongli|Hsinchu|Changhua|Taoyuan|Keelung|Chiayi|Pingtung
Asia/Tashkent UZ Namangan|Andijon|Fargona
Asia/Tbilisi GE
Asia/Tehran IR Mashhad|Isfahan|Karaj|Tabriz|Shiraz|Qom|Ahvaz|Kermanshah|Zahedan|Kerman|Rasht|Arak|Yazd|Khomeini Shahr|Bandar-e-Abbas|Ardabil|Qazvin|Zanjan|Khorramabad|Sanandaj|Dezful|Abadan
Asia/Tel_Aviv ~IL
Asia/Thimbu ~BT
Asia/Thimphu BT
Asia/Tokyo JP Osaka|Yokohama|Nagoya|Sapporo|Fukuoka|Sendai|Kyoto|Hiroshima|Kobe|Kawasaki|Kitakyushu|Hamamatsu|Okayama|Kumamoto|Shizuoka|Naha|Hachioji|Utsunomiya|Niigata|Kagoshima|Matsuyama|Kanazawa|Nagano|Otsu|Nagasaki|Oita|Gifu|Wakayama|Tsu|Tokushima|Asahikawa|Kawagoe|Takamatsu|Toyama|Iwaki|Kochi|Miyazaki|Maebashi|Koriyama|Akita|Mito
Asia/Tomsk RU
Asia/Ujung_Pandang ~ID
Asia/Ulaanbaatar MN
Asia/Ulan_Bator ~MN
Asia/Urumqi CN Maoming|Zhanjiang|Shihezi|Kashgar|Yining|Aksu
Asia/Ust-Nera RU
Asia/Vientiane LA
Asia/Vladivostok RU Khabarovsk
Asia/Yakutsk RU
Asia/Yangon MM Rangoon|Mandalay|Naypyidaw|Mawlamyine
Asia/Yekaterinburg RU Chelyabinsk|Ufa|Orenburg|Tyumen|Nizhny Tagil|Surgut|Kurgan|Magnitogorsk
Asia/Yerevan AM
Atlantic/Azores PT
Atlantic/Bermuda BM
Atlantic/Canary ES Las Palmas
Atlantic/Cape_Verde CV
Atlantic/Faeroe ~FO
Atlantic/Faroe FO
Atlantic/Jan_Mayen ~DE
Atlantic/Madeira PT
Atlantic/Reykjavik IS
Atlantic/South_Georgia GS
Atlantic/St_Helena SH
Atlantic/Stanley FK
Australia/ACT ~AU
Australia/Adelaide AU
Australia/Brisbane AU Gold Coast
Australia/Broken_Hill AU
Australia/Canberra ~AU
Australia/Currie ~AU
Australia/Darwin AU
Australia/Eucla AU
Australia/Hobart AU
Australia/LHI ~AU
Australia/Lindeman AU
Australia/Lord_Howe AU
Australia/Melbourne AU
Australia/NSW ~AU
Australia/North ~AU
Australia/Perth AU
Australia/Queensland ~AU
Australia/South ~AU
Australia/Sydney AU Newcastle
Australia/Tasmania ~AU
Australia/Victoria ~AU
Australia/West ~AU
Australia/Yancowinna ~AU
Brazil/Acre ~BR
Brazil/DeNoronha ~BR
Brazil/East ~BR
Brazil/West ~BR
CET ~BE
CST6CDT ~US
Canada/Atlantic ~CA
Canada/Central ~CA
Canada/Eastern ~CA
Canada/Mountain ~CA
Canada/Newfoundland ~CA
Canada/Pacific ~CA
Canada/Saskatchewan ~CA
Canada/Yukon ~CA
Chile/Continental ~CL
Chile/EasterIsland ~CL
Cuba ~CU
EET ~GR
EST ~PA
EST5EDT ~US
Egypt ~EG
Eire ~IE
Europe/Amsterdam NL The Hague|Rotterdam|Utrecht|Eindhoven
Europe/Andorra AD
Europe/Astrakhan RU
Europe/Athens GR Thessaloniki|Piraiévs
Europe/Belfast ~GB
Europe/Belgrade RS Pristina
Europe/Berlin DE Frankfurt|Stuttgart|Hamburg|Mannheim|Munich|Essen|Cologne|Düsseldorf|Duisburg|Bremen|Hannover|Nürnberg|Dortmund|Wuppertal|Dresden|Leipzig|Bonn|Saarbrucken|Wiesbaden|Karlsruhe|Bielefeld|Augsburg
Europe/Bratislava SK
Europe/Brussels BE Antwerpen|Liege|Gent
Europe/Bucharest RO Iasi|Timisoara|Galati|Craiova
Europe/Budapest HU
Europe/Busingen DE
Europe/Chisinau MD
Europe/Copenhagen DK København
Europe/Dublin IE
Europe/Gibraltar GI
Europe/Guernsey GG
Europe/Helsinki FI
Europe/Isle_of_Man IM
Europe/Istanbul TR Ankara|Izmir|Bursa|Adana|Gaziantep|Konya|Antalya|Diyarbakir|Icel|Samsun|Tarsus|Kayseri|Trabzon|Eskisehir|Malatya|Sanliurfa|Erzurum|Izmit|Kahramanmaras|Denizli|Van|Hatay
Europe/Jersey JE
Europe/Kaliningrad RU
Europe/Kiev ~UA
Europe/Kirov RU
Europe/Kyiv UA Kharkiv|Dnipropetrovsk|Donetsk|Odessa|Lvov|Zaporizhzhya|Kryvyy Rih|Mariupol|Luhansk|Mykolayiv|Vinnytsya|Horlivka|Khmelnytskyy|Makiyivka|Poltava
Europe/Lisbon PT Porto|Braga
Europe/Ljubljana SI
Europe/London GB Birmingham|Manchester|Leeds|Sheffield|Glasgow|Liverpool|Cardiff|Nottingham|Newcastle|Bristol|Edinburgh|Leicester|Bradford|Southend-on-Sea|Southampton|Belfast|Coventry|Stoke|Portsmouth|Brighton|Sunderland
Europe/Luxembourg LU
Europe/Madrid ES Barcelona|Seville|Valencia|Bilbao|Zaragoza|Malaga|Murcia|Vigo|Palma|Granada|La Coruña|Gijon|Cordoba
Europe/Malta MT
Europe/Mariehamn AX
Europe/Minsk BY Homyel|Mahilyow|Vitsyebsk
Europe/Monaco MC
Europe/Moscow RU Saint Petersburg|Nizhny Novgorod|Rostov|Kazan|Krasnodar|Yaroslavl|Voronezh|Makhachkala|Ryazan|Lipetsk|Tula|Naberezhnyye Chelny|Cheboksary|Bryansk|Ivanovo|Kursk|Tver|Stavropol|Vladikavkaz|Orel|Belgorod|Sochi|Vladimir|Kaluga|Smolensk|Saransk|Yoshkar Ola
Europe/Nicosia ~CY
Europe/Oslo NO
Europe/Paris FR Marseille|Lyon|Toulouse|Lille|Nice|Bordeaux|Nantes|Strasbourg|Rouen
Europe/Podgorica ME
Europe/Prague CZ Ostrava|Brno
Europe/Riga LV
Europe/Rome IT Milan|Naples|Turin|Florence|Palermo|Genoa|Salerno|Catania|Bologna|Bari|Verona
Europe/Samara RU Tolyatti|Izhevsk
Europe/San_Marino SM
Europe/Sarajevo BA
Europe/Saratov RU
Europe/Simferopol UA Sevastapol
Europe/Skopje MK
Europe/Sofia BG Plovdiv
Europe/Stockholm SE Göteborg
Europe/Tallinn EE
Europe/Tirane AL Tirana
Europe/Tiraspol ~MD
Europe/Ulyanovsk RU
Europe/Uzhgorod ~UA
Europe/Vaduz LI
Europe/Vatican VA
Europe/Vienna AT
Europe/Vilnius LT Kaunas
Europe/Volgograd RU Volzhskiy
Europe/Warsaw PL Katowice|Lódz|Kraków|Wroclaw|Gdansk|Poznan|Bytom|Szczecin|Bydgoszcz|Lublin|Gliwice
Europe/Zagreb HR
Europe/Zaporozhye ~UA
Europe/Zurich CH Geneva|Basel
GB ~GB
GB-Eire ~GB
HST ~US
Hongkong ~HK
Iceland ~IS
Indian/Antananarivo MG Antsirabe
Indian/Chagos IO
Indian/Christmas CX
Indian/Cocos CC
Indian/Comoro KM
Indian/Kerguelen TF
Indian/Mahe SC
Indian/Maldives MV
Indian/Mauritius MU Port Louis
Indian/Mayotte YT
Indian/Reunion RE
Iran ~IR
Israel ~IL
Jamaica ~JM
Japan ~JP
Kwajalein ~MH
Libya ~LY
MET ~BE
MST ~US
MST7MDT ~US
Mexico/BajaNorte ~MX
Mexico/BajaSur ~MX
Mexico/General ~MX
NZ ~NZ
NZ-CHAT ~NZ
Navajo ~US
PRC ~CN
PST8PDT ~US
Pacific/Apia WS
Pacific/Auckland NZ Manukau
Pacific/Bougainville PG
Pacific/Chatham NZ
Pacific/Chuuk FM
Pacific/Easter CL
Pacific/Efate VU
Pacific/Enderbury ~KI
Pacific/Fakaofo TK
Pacific/Fiji FJ
Pacific/Funafuti TV
Pacific/Galapagos EC
Pacific/Gambier PF
Pacific/Guadalcanal SB
Pacific/Guam GU
Pacific/Honolulu US
Pacific/Johnston ~US
Pacific/Kanton KI
Pacific/Kiritimati KI
Pacific/Kosrae FM
Pacific/Kwajalein MH
Pacific/Majuro MH
Pacific/Marquesas PF
Pacific/Midway UM
Pacific/Nauru NR
Pacific/Niue NU
Pacific/Norfolk NF
Pacific/Noumea NC
Pacific/Pago_Pago AS
Pacific/Palau PW
Pacific/Pitcairn PN
Pacific/Pohnpei FM
Pacific/Ponape ~FM
Pacific/Port_Moresby PG
Pacific/Rarotonga CK
Pacific/Saipan MP
Pacific/Samoa ~AS
Pacific/Tahiti PF
Pacific/Tarawa KI
Pacific/Tongatapu TO
Pacific/Truk ~FM
Pacific/Wake UM
Pacific/Wallis WF
Pacific/Yap ~PG
Poland ~PL
Portugal ~PT
ROC ~TW
ROK ~KR
Singapore ~SG
Turkey ~TR
US/Alaska ~US
US/Aleutian ~US
US/Arizona ~US
US/Central ~US
US/East-Indiana ~US
US/Eastern ~US
US/Hawaii ~US
US/Indiana-Starke ~US
US/Michigan ~US
US/Mountain ~US
US/Pacific ~US
US/Samoa ~AS
W-SU ~RU
WET ~PT
`;
